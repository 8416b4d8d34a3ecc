package io.github.dynagents.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cloud that is a folder: each file is a machine of the owner whose name begins its own, {@code OWNER.NAME}, and its
 * text is {@code STATE CREATED [LEASE]}. A machine whose name ends in {@code stuck} cannot be released, one in {@code flaky} at the second try; and a folder with
 * a file {@code down} cannot be listed. Its provider is a jar as a stranger would make it.
 */
final class Shed {
    private static final String SOURCE = """
            package example;

            import io.github.dynagents.core.model.*;
            import io.github.dynagents.core.spi.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;

            public final class Shed implements MachinesFactory {
                @Override public String name() { return "shed"; }
                @Override public int spi() { return Spi.VERSION; }
                @Override public List<Option> accountOptions() {
                    return List.of(Option.required("dir", Path.class, "Where machines live."),
                        Option.secret("key", true, "The key to the door."));
                }
                @Override public List<Option> templateOptions() { return List.of(); }
                @Override public Machines open(
                        Settings account, SortedMap<String, Settings> templates, Context context) {
                    return new ShedMachines(account.get("dir", Path.class), context.owner() + ".");
                }
            }
            """;

    private static final String MACHINES = """
            package example;

            import io.github.dynagents.core.model.*;
            import io.github.dynagents.core.spi.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;

            final class ShedMachines implements Machines {
                private final Path dir;
                private final String prefix;
                ShedMachines(Path dir, String prefix) { this.dir = dir; this.prefix = prefix; }
                @Override public Capabilities capabilities() {
                    return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.ONLY_RELEASE).build();
                }
                @Override public List<Offering> offerings() { return List.of(); }
                @Override public Listing list() throws Failure {
                    if (Files.exists(dir.resolve("down"))) {
                        throw Failure.of(Failure.Kind.UNAVAILABLE, "the shed is locked");
                    }
                    List<Machine> found = new ArrayList<>();
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, prefix + "*")) {
                        for (Path file : files) {
                            String[] word = Files.readString(file).strip().split(" ");
                            Machine.Builder machine = Machine.builder(
                                            new MachineName(file.getFileName().toString().substring(prefix.length())),
                                            file.toString(),
                                            Instant.parse(word[1]))
                                    .state(MachineState.valueOf(word[0]));
                            if (word.length > 2) {
                                machine.lease(Lease.parse(word[2]));
                            }
                            found.add(machine.build());
                        }
                    } catch (IOException e) {
                        throw Failure.of(Failure.Kind.BROKEN, e.toString());
                    }
                    return Listing.of(found, Instant.now());
                }
                @Override public Machine buy(Purchase purchase) throws Failure { throw Failure.unsupported("buy"); }
                @Override public Settled settle(Purchase purchase) { return Settled.absent(); }
                @Override public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
                    return new TreeMap<>();
                }
                @Override public void release(Machine machine) throws Failure {
                    if (machine.name().value().endsWith("stuck")) {
                        throw Failure.of(Failure.Kind.DENIED, "it is nailed to the floor");
                    }
                    try {
                        if (machine.name().value().endsWith("flaky")
                                && Files.notExists(Path.of(machine.nativeId() + ".tried"))) {
                            Files.createFile(Path.of(machine.nativeId() + ".tried"));
                            throw Failure.of(Failure.Kind.UNAVAILABLE, "the door sticks");
                        }
                        Files.deleteIfExists(Path.of(machine.nativeId()));
                    } catch (IOException e) {
                        throw Failure.of(Failure.Kind.BROKEN, e.toString());
                    }
                }
                @Override public void close() {}
            }
            """;

    private final Path directory;

    /** An empty one, made if need be. */
    Shed(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void packInto(Path jar) {
        new PluginJar()
                .source("example.Shed", SOURCE)
                .source("example.ShedMachines", MACHINES)
                .service("example.Shed")
                .packInto(jar);
    }

    /** One that is up, born so long ago and with a lease that ends then. */
    Shed up(String name, Duration age, Duration leaseLeft) {
        Instant now = Instant.now();
        String lease = now.plus(leaseLeft).getEpochSecond() + "-900-run";
        return file(name, "UP " + now.minus(age) + " " + lease);
    }

    /** One that is powered off and billed. */
    Shed remnant(String name) {
        return file(name, "REMNANT " + Instant.now());
    }

    Shed down() {
        return file("down", "");
    }

    private Shed file(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose files are still there, in order. */
    List<String> left() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
