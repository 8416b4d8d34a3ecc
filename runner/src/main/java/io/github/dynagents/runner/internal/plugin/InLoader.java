package io.github.dynagents.runner.internal.plugin;

/** Calls a plugin with its class loader as the thread's own: libraries look up their services by that. */
final class InLoader {
    interface Call<T, E extends Exception> {
        T make() throws E;
    }

    interface Act<E extends Exception> {
        void make() throws E;
    }

    private InLoader() {}

    static <T, E extends Exception> T call(ClassLoader loader, Call<T, E> call) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.make();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static <E extends Exception> void run(ClassLoader loader, Act<E> act) throws E {
        call(loader, () -> {
            act.make();
            return true;
        });
    }
}
