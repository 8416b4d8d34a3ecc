package io.github.dynagents.runner.internal.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** What lies in a folder of plugins: each jar, or each folder of jars, is one. Anything else is left alone. */
final class PluginFolder {
    /** One plugin's jars. */
    record Jars(Path origin, List<Path> jars) {
        URL[] urls() throws MalformedURLException {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        }

        /** @throws IOException if one is no jar: a class loader would pass over it in silence */
        void open() throws IOException {
            for (Path jar : jars) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    zip.entries();
                } catch (IOException e) {
                    throw new IOException(jar.getFileName() + " is no readable jar: " + e.getMessage(), e);
                }
            }
        }
    }

    private PluginFolder() {}

    /** The plugins in it, by name; none if there is no such folder. */
    static List<Jars> in(Path folder) throws IOException {
        List<Jars> found = new ArrayList<>();
        for (Path entry : sorted(folder)) {
            if (isJar(entry)) {
                found.add(new Jars(entry, List.of(entry)));
            } else if (Files.isDirectory(entry)) {
                List<Path> jars =
                        sorted(entry).stream().filter(PluginFolder::isJar).toList();
                if (!jars.isEmpty()) {
                    found.add(new Jars(entry, jars));
                }
            }
        }
        return found;
    }

    private static boolean isJar(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(".jar");
    }

    private static List<Path> sorted(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        return entries;
    }
}
