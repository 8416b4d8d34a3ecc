package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.util.HashSet;
import java.util.Set;

/** Lets one at a time do what is to be done once, by what it is about. */
final class Turns<K> {
    private final Set<K> taken = new HashSet<>();

    /** What is done in a turn. */
    interface Deed<T> {
        T run() throws Failure;
    }

    /** @throws Failure also if this thread is interrupted while it waits */
    <T> T take(K about, String doing, Deed<T> deed) throws Failure {
        synchronized (taken) {
            while (!taken.add(about)) {
                await(doing);
            }
        }
        try {
            return deed.run();
        } finally {
            synchronized (taken) {
                taken.remove(about);
                taken.notifyAll();
            }
        }
    }

    private void await(String doing) throws Failure {
        try {
            taken.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(doing, false).because(e);
        }
    }
}
