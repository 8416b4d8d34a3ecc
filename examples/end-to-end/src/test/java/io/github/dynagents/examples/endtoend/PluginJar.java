package io.github.dynagents.examples.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A provider that fails as its account's options tell, compiled and packed as a stranger would. It sells a machine for
 * next to nothing, so that it is asked first.
 */
final class PluginJar {
    private static final String NAME = "faulty";
    private static final String SERVICE = "META-INF/services/io.github.dynagents.core.spi.MachinesFactory";
    private static final String SOURCE = """
            package example;

            import io.github.dynagents.core.model.*;
            import io.github.dynagents.core.spi.*;
            import java.time.Instant;
            import java.util.*;

            public final class Faulty implements MachinesFactory {
                @Override public String name() { return "faulty"; }
                @Override public int spi() { return Spi.VERSION; }
                @Override public List<Option> accountOptions() {
                    return List.of(
                        Option.required("call", String.class, "The call that fails."),
                        Option.required("how", String.class, "In which way."));
                }
                @Override public List<Option> templateOptions() { return List.of(); }
                @Override public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
                    return new Account(account.get("call", String.class), account.get("how", String.class), context);
                }

                record Account(String failing, String how, Context context) implements Machines {
                    private void call(String name) {
                        if (!name.equals(failing)) {
                            return;
                        }
                        switch (how) {
                            case "runtime" -> throw new IllegalStateException("a fault of " + name);
                            case "linkage" -> throw new NoClassDefFoundError("example/Missing");
                            default -> hang();
                        }
                    }
                    private static void hang() {
                        while (true) {
                            try {
                                Thread.sleep(1000);
                            } catch (InterruptedException e) {
                                // a plugin that will not be told
                            }
                        }
                    }
                    @Override public Capabilities capabilities() {
                        return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
                                .listEvery(java.time.Duration.ZERO)
                                .build();
                    }
                    @Override public List<Offering> offerings() {
                        call("offerings");
                        return List.of(Offering.builder(
                                        new OfferingId(context.account(), "small"), "small", Money.dollars("0.01"))
                                .platform(Platform.LINUX_AMD64)
                                .usualBoot(java.time.Duration.ZERO)
                                .build());
                    }
                    @Override public Listing list() {
                        call("list");
                        return Listing.of(List.of(), context.clock().instant());
                    }
                    @Override public Machine buy(Purchase purchase) throws Failure {
                        call("buy");
                        throw Failure.of(Failure.Kind.NO_CAPACITY, "it has none");
                    }
                    @Override public Settled settle(Purchase purchase) { return Settled.absent(); }
                    @Override public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
                        return new TreeMap<>();
                    }
                    @Override public void release(Machine machine) {}
                    @Override public void close() {}
                }
            }
            """;

    private PluginJar() {}

    /** Makes {@code faulty.jar} in the folder. */
    static void packInto(Path plugins, Path classes) throws IOException {
        compile(Files.createDirectories(classes));
        try (OutputStream file = Files.newOutputStream(plugins.resolve(NAME + ".jar"));
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            entry(jar, SERVICE, "example.Faulty".getBytes(StandardCharsets.UTF_8));
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                entry(jar, classes.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
    }

    private static void entry(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }

    private static void compile(Path classes) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, null, null, options, null, List.of(new Source()))
                .call()) {
            throw new IllegalStateException("the plugin does not compile; see standard error");
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private Source() {
            super(URI.create("string:///example/Faulty.java"), JavaFileObject.Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
        }
    }
}
