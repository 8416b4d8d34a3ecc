package io.github.dynagents.runner.internal.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * A plugin's own classes: it shares the JDK and core's packages with the daemon and nothing else, so that it may bring
 * any version of any library. Stays open for as long as the daemon runs, since classes load late.
 */
final class PluginLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of("io.github.dynagents.core.", "org.jspecify.");

    private final ClassLoader daemon;

    PluginLoader(String name, URL[] jars, ClassLoader daemon) {
        super(name, jars, ClassLoader.getPlatformClassLoader());
        this.daemon = daemon;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SHARED.stream().anyMatch(name::startsWith) ? daemon.loadClass(name) : super.loadClass(name, resolve);
    }
}
