package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What goes wrong with files and processes. Of the faults of a wire some have their like here: another daemon that holds
 * the account's lock and is stopped never answers; a file that ends in the middle is half an answer.
 */
final class Breakage {
    private static final Set<PosixFilePermission> NOBODY = PosixFilePermissions.fromString("---------");

    private final Path directory;
    private final Planted planted;
    private final int capacity;
    /** What takes back what was done. */
    private final Deque<Repair> repairs = new ArrayDeque<>();

    private boolean hangs;

    Breakage(Path directory, Planted planted, int capacity) {
        this.directory = directory;
        this.planted = planted;
        this.capacity = capacity;
    }

    private interface Repair {
        void make() throws IOException;
    }

    boolean hangs() {
        return hangs;
    }

    Set<RawFault> faults(CallKind call) {
        Set<RawFault> faults = switch (call) {
            case LIST -> EnumSet.of(RawFault.HALF_ANSWER, RawFault.WRONG_ANSWER);
            case BUY -> EnumSet.of(RawFault.TIMEOUT_BEFORE, RawFault.NO_CAPACITY);
            case SETTLE -> EnumSet.of(RawFault.TIMEOUT_BEFORE, RawFault.HALF_ANSWER);
            case RELEASE, TIDY -> EnumSet.of(RawFault.TIMEOUT_BEFORE);
            default -> EnumSet.noneOf(RawFault.class);
        };
        boolean asksFiles = call != CallKind.OFFERINGS;
        if (asksFiles && obeysPermissions()) {
            faults.add(RawFault.FORBIDDEN);
        }
        return faults;
    }

    /** An administrator may read what nobody may. */
    private static boolean obeysPermissions() {
        return !"root".equals(System.getProperty("user.name"));
    }

    /** One thing is wrong at a time: what was so before is mended first. */
    void begin(RawFault fault) {
        end();
        try {
            switch (fault) {
                case TIMEOUT_BEFORE -> holdTheLock();
                case FORBIDDEN -> forbid();
                case NO_CAPACITY -> fill();
                case HALF_ANSWER -> replaceTags(text -> text.substring(0, text.length() / 2));
                case WRONG_ANSWER -> replaceTags(text -> "this=is\nno=machine\n");
                default -> throw new IllegalArgumentException("files and processes know no " + fault);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() {
        try {
            while (!repairs.isEmpty()) {
                repairs.pop().make();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a daemon does that is stopped while it buys. */
    private void holdTheLock() {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        Thread holder = Thread.ofVirtual().start(() -> {
            try {
                new AccountDirectory(directory).alone(() -> {
                    held.complete(true);
                    return over.join();
                });
            } catch (IOException | InterruptedException | Failure e) {
                held.completeExceptionally(e);
            }
        });
        held.join();
        hangs = true;
        repairs.push(() -> {
            hangs = false;
            over.complete(true);
            join(holder);
        });
    }

    private void forbid() throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(directory);
        Files.setPosixFilePermissions(directory, NOBODY);
        repairs.push(() -> Files.setPosixFilePermissions(directory, before));
    }

    private void fill() throws IOException {
        Lease lease = new Lease(Instant.now(), Duration.ofHours(1), false);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            ids.add(planted.one("fills-" + i, Optional.of("somebody-else"), lease));
        }
        repairs.push(() -> {
            for (String id : ids) {
                planted.remove(Path.of(id));
            }
        });
    }

    private interface Spoiling {
        String of(String text);
    }

    private void replaceTags(Spoiling spoiling) throws IOException {
        List<Path> tags;
        try (Stream<Path> found = Files.list(directory)) { // no deeper: a living machine's own files come and go
            tags = found.map(machine -> machine.resolve("tags"))
                    .filter(Files::exists)
                    .toList();
        }
        for (Path file : tags) {
            String text = Files.readString(file);
            Files.writeString(file, spoiling.of(text));
            repairs.push(() -> Files.writeString(file, text));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
