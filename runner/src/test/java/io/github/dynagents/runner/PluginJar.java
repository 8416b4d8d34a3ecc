package io.github.dynagents.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a small provider and packs it, as a stranger would. */
final class PluginJar {
    private static final String SERVICE = "META-INF/services/io.github.dynagents.core.spi.MachinesFactory";

    private static final String TIN = """
            package example;

            import io.github.dynagents.core.model.*;
            import io.github.dynagents.core.spi.*;
            import java.util.*;

            public final class Tin implements MachinesFactory {
                @Override public String name() { return "@name@"; }
                @Override public int spi() { return @spi@; }
                @Override public List<Option> accountOptions() {
                    return List.of(
                        Option.secret("key", false, "The key to the door."),
                        Option.of("dir", java.nio.file.Path.class, "machines", "Where machines live."),
                        Option.optional("zones", List.class, "Where to buy."),
                        Option.optional("slow", java.time.Duration.class, "How slow it is."));
                }
                @Override public List<Option> templateOptions() {
                    return List.of(
                        Option.required("price", Money.class, "Dollars an hour."),
                        Option.of("cores", Integer.class, "@cores@", "How many cores."));
                }
                @Override public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
                    @open@
                    return new TinMachines(account.toString() + templates);
                }
            }
            """;

    private static final String MACHINES = """
            package example;

            import io.github.dynagents.core.model.*;
            import io.github.dynagents.core.spi.*;
            import java.util.*;

            public final class TinMachines implements Machines {
                private final String settings;
                TinMachines(String settings) { this.settings = settings; }
                @Override public Capabilities capabilities() {
                    return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES).build();
                }
                @Override public List<Offering> offerings() throws Failure {
                    @offerings@
                }
                static final java.util.concurrent.CountDownLatch LISTED = new java.util.concurrent.CountDownLatch(1);
                @Override public Listing list() throws Failure {
                    LISTED.countDown();
                    throw Failure.of(Failure.Kind.BROKEN, settings);
                }
                @Override public Machine buy(Purchase purchase) throws Failure { throw Failure.unsupported("buy"); }
                @Override public Settled settle(Purchase purchase) { return Settled.absent(); }
                @Override public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
                    return new TreeMap<>();
                }
                @Override public void release(Machine machine) {}
                @Override public List<Finding> examine() throws Failure { @examine@ }
                @Override public Optional<String> permissions() { return Optional.of("tin:" + seesItself()); }
                private static boolean seesItself() {
                    return Thread.currentThread().getContextClassLoader() == TinMachines.class.getClassLoader();
                }
                @Override public void close() {}
            }
            """;

    /** The compiler is slow, and most tests want the same. */
    private static final Map<String, byte[]> PACKED = new ConcurrentHashMap<>();

    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private String service = "example.Tin";
    private String name = "tin";
    private String spi = "Spi.VERSION";
    private String cores = "2";
    private String open = "";
    private String offerings = "throw Failure.of(Failure.Kind.BROKEN, String.valueOf(seesItself()));";
    private String examine = "return List.of(Finding.note(\"\", String.valueOf(seesItself())));";

    PluginJar named(String name) {
        this.name = name;
        return this;
    }

    PluginJar spi(String expression) {
        this.spi = expression;
        return this;
    }

    PluginJar defaultCores(String text) {
        this.cores = text;
        return this;
    }

    /** Statements that run when an account is opened. */
    PluginJar opening(String statements) {
        this.open = statements;
        return this;
    }

    /** Statements that answer what is sold. */
    PluginJar selling(String statements) {
        this.offerings = statements;
        return this;
    }

    /** Statements that answer an examination; {@code LISTED} is open once an account of the jar was listed. */
    PluginJar examining(String statements) {
        this.examine = statements;
        return this;
    }

    PluginJar service(String className) {
        this.service = className;
        return this;
    }

    PluginJar source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    /** Leaves a class out of the jar. */
    PluginJar without(String className) {
        left.add(className);
        return this;
    }

    void packInto(Path jar) {
        sources.put(
                "example.Tin",
                TIN.replace("@name@", name)
                        .replace("@spi@", spi)
                        .replace("@cores@", cores)
                        .replace("@open@", open));
        sources.put(
                "example.TinMachines", MACHINES.replace("@examine@", examine).replace("@offerings@", offerings));
        String recipe = sources + service + left;
        try {
            Files.createDirectories(jar.resolveSibling("."));
            byte[] packed = PACKED.get(recipe);
            if (packed == null) {
                packed = pack(jar.resolveSibling(jar.getFileName() + ".classes"));
                PACKED.put(recipe, packed);
            }
            Files.write(jar, packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] pack(Path classes) throws IOException {
        compile(Files.createDirectories(classes));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(packed);
                Stream<Path> files = Files.walk(classes)) {
            entry(jar, SERVICE, service.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = classes.relativize(file).toString();
                if (!left.contains(path.replace('/', '.').replace(".class", ""))) {
                    entry(jar, path, Files.readAllBytes(file));
                }
            }
        }
        return packed.toByteArray();
    }

    private static void entry(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }

    private void compile(Path classes) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new Source(name, text)));
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, null, null, options, null, files).call()) {
            throw new IllegalStateException("the plugin does not compile; see standard error");
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
