package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.spi.MachinesFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a mutant in memory, and loads it beside the right one, of which it uses all that is not changed. */
final class MutantCompiler {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src/test/java");

    /** The provider's own classes, each mutant's apart from those of the others. */
    private static final List<Class<?>> PROVIDER = List.of(PlainFactory.class, PlainMachines.class, PlainWire.class);

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final JavaFileManager files = compiler.getStandardFileManager(null, null, null);

    /** Only the changed class is compiled; the others are loaded anew, so that they see it. */
    MachinesFactory compile(Mutant mutant) throws Exception {
        Map<String, byte[]> classes = rightClasses();
        Map<String, ByteArrayOutputStream> changed = new HashMap<>();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
        List<JavaFileObject> sources = List.of(source(mutant));
        if (!compiler.getTask(complaints, inMemory(changed), null, options, null, sources)
                .call()) {
            throw new IllegalStateException("\"" + mutant.name() + "\" does not compile:\n" + complaints);
        }
        changed.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return (MachinesFactory) new Loader(classes)
                .loadClass(PlainFactory.class.getName())
                .getConstructor()
                .newInstance();
    }

    private static Map<String, byte[]> rightClasses() throws IOException, URISyntaxException {
        Map<String, byte[]> classes = new HashMap<>();
        for (Class<?> type : PROVIDER) {
            String name = type.getSimpleName();
            Path folder = Path.of(Objects.requireNonNull(type.getResource(name + ".class"))
                            .toURI())
                    .resolveSibling("");
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(folder, "{" + name + "," + name + "$*}.class")) {
                for (Path file : files) {
                    String simple = file.getFileName().toString().replace(".class", "");
                    classes.put(type.getPackageName() + "." + simple, Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }

    private static JavaFileObject source(Mutant mutant) throws IOException {
        String path = mutant.file().getName().replace('.', '/') + ".java";
        String text = mutant.of(Files.readString(SOURCES.resolve(path)));
        return new SimpleJavaFileObject(URI.create("mutant:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private JavaFileManager inMemory(Map<String, ByteArrayOutputStream> classes) {
        return new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mutant:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                    }
                };
            }
        };
    }

    /** Its own classes first. Defined in the package of the right ones, whose helpers they use. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(MutantCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                byte[] bytes = classes.get(name);
                if (known != null || bytes == null) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
