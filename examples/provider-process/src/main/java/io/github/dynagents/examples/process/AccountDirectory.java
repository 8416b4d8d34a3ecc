package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * All machines of one account: a directory each, by name. Those that have ended move to {@code .ended}, for whoever
 * wants to read their log, and so that a name is never used twice.
 */
final class AccountDirectory {
    private static final String ENDED = ".ended";
    private static final int ENDED_KEPT = 200;
    /** A lock of a file is held by the whole JVM; this one tells its threads apart. */
    private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path path;

    AccountDirectory(Path path) {
        this.path = path;
    }

    /** Something to do that may fail. */
    interface Work<T> {
        T run() throws IOException, InterruptedException, Failure;
    }

    /** Does something while no other thread or daemon does. */
    <T> T alone(Work<T> work) throws IOException, InterruptedException, Failure {
        try (Turn turn = turn()) {
            assert turn.file().isOpen();
            return work.run();
        }
    }

    /** Nothing is done before it is our turn: a failure to get it certainly has no effect. */
    private Turn turn() throws Failure {
        ReentrantLock lock = LOCKS.computeIfAbsent(path, any -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
            try {
                Files.createDirectories(path);
                return new Turn(lock, locked(path.resolve(".lock")));
            } catch (IOException | RuntimeException e) {
                lock.unlock();
                throw e;
            }
        } catch (IOException | InterruptedException e) {
            throw Failures.of("waiting for a turn at " + path, Failure.Effect.NONE, e);
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Held by one thread of one daemon at a time. */
    private record Turn(ReentrantLock lock, FileChannel file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                file.close(); // before another thread may ask for it
            } finally {
                lock.unlock();
            }
        }
    }

    MachineDirectory of(MachineName name) {
        return new MachineDirectory(name, path.resolve(name.value()));
    }

    /** Every directory that could be a machine's, of whatever owner, by name. */
    List<MachineDirectory> all() throws IOException {
        try (Stream<Path> found = Files.list(path)) {
            return found.filter(Files::isDirectory)
                    .map(each -> each.getFileName().toString())
                    .filter(MachineName::isValid)
                    .sorted()
                    .map(name -> of(new MachineName(name)))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    boolean hasEnded(MachineName name) {
        return Files.exists(path.resolve(ENDED).resolve(name.value()));
    }

    /** An empty directory beside the others, for a machine to be furnished in before it gets its name. */
    MachineDirectory nursery(MachineName name) throws IOException {
        Path made = Files.createTempDirectory(
                path,
                "." + name + ".",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new MachineDirectory(name, made);
    }

    /** Gives a furnished directory its name, at one stroke. */
    void name(MachineDirectory furnished) throws IOException {
        Files.move(furnished.path(), of(furnished.name()).path(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a machine's files aside, its secrets removed; no machine will bear the name again, even if none did. */
    void retire(MachineDirectory machine) throws IOException {
        Path ended = Files.createDirectories(path.resolve(ENDED));
        Path grave = ended.resolve(machine.name().value());
        if (Files.exists(machine.path())) {
            Files.deleteIfExists(machine.script());
            Files.move(machine.path(), grave, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.createDirectories(grave);
        }
        forgetOldest(ended);
    }

    /** Removes what purchases left behind that were cut off before their machine had a name. */
    void clearNurseries() throws IOException {
        try (Stream<Path> found = Files.list(path)) {
            for (Path each : found.toList()) {
                if (each.getFileName().toString().matches("\\.[a-z][-a-z0-9]*\\.[0-9]+")) {
                    delete(each);
                }
            }
        }
    }

    private static void forgetOldest(Path ended) throws IOException {
        try (Stream<Path> buried = Files.list(ended)) {
            List<Path> newestFirst = buried.sorted(
                            Comparator.<Path>comparingLong(each -> each.toFile().lastModified())
                                    .reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(ENDED_KEPT, newestFirst.size()), newestFirst.size())) {
                delete(old);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
