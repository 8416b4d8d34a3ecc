package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.MachinesFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A folder of jars as it is copied into {@code plugins/}, loaded as the daemon does: it shares the JDK and core's packages,
 * and has to bring all else itself.
 */
public final class PluginFolder implements AutoCloseable {
    private final List<Path> jars;
    private final Loader loader;

    /**
     * Opens a folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public PluginFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            this.jars = files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("is it packaged? " + folder, e);
        }
        this.loader = new Loader(jars.stream().map(PluginFolder::url).toArray(URL[]::new));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of its jars. */
    public List<String> jars() {
        return jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList();
    }

    /**
     * Its provider, by the classes of the folder and no others.
     *
     * @throws java.util.NoSuchElementException if none is registered in it
     */
    public MachinesFactory factory() {
        return ServiceLoader.load(MachinesFactory.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static final class Loader extends URLClassLoader {
        Loader(URL[] jars) {
            super(jars, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean shared = name.startsWith("io.github.dynagents.core.") || name.startsWith("org.jspecify.");
            return shared ? PluginFolder.class.getClassLoader().loadClass(name) : super.loadClass(name, resolve);
        }
    }
}
