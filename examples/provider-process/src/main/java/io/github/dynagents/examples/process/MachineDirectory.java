package io.github.dynagents.examples.process;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The files of one machine: {@code tags}, {@code mark}, {@code boot.sh} and {@code log} of ours, {@code status} and
 * some more of the watchdog's. Secrets are in {@code boot.sh} only, which none but the owner can read.
 */
record MachineDirectory(MachineName name, Path path) {
    /** A machine that has told nothing for so long after its purchase never will. */
    static final Duration BIRTH = Duration.ofSeconds(30);

    Optional<Tags> tags() throws IOException {
        return Tags.read(path.resolve("tags"));
    }

    Optional<Status> status() throws IOException {
        return Status.read(path.resolve("status"));
    }

    Optional<Lease> lease() throws IOException {
        try {
            return Optional.of(Lease.parse(Files.readString(path.resolve("mark"))));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the mark whole or not at all. */
    void mark(Lease lease) throws IOException {
        Path part = Files.createTempFile(path, "mark", ".part");
        Files.writeString(part, lease.mark() + "\n");
        Files.move(part, path.resolve("mark"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets the watchdog stop an agent that it drains even if SIGTERM kills the agent's jobs. */
    void allowStop() throws IOException {
        Files.write(path.resolve("stop"), new byte[0]);
    }

    /** Whether it was made of that very purchase. */
    boolean isOf(Purchase purchase) throws IOException {
        Tags asked = Tags.of(purchase, Instant.EPOCH);
        Optional<Tags> tags = tags();
        return tags.isPresent() && tags.get().created(Instant.EPOCH).equals(asked) && runs(purchase.agent());
    }

    /** Whether its script starts this very agent. */
    boolean runs(AgentSpec agent) throws IOException {
        return Files.readString(script()).contains(BootScript.agent(agent));
    }

    /** Writes everything that a watchdog needs into a directory that is there and empty. */
    void furnish(Purchase purchase, Instant created, Duration poll, Path home) throws IOException {
        Host host = Host.process(home.toString()).times(new WatchdogTimes(poll, Duration.ZERO));
        Files.createFile(script(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(script(), BootScript.render(purchase, MarkChannel.file(home.resolve("mark")), host));
        mark(purchase.lease());
        Tags.of(purchase, created).write(path.resolve("tags"));
    }

    Path script() {
        return path.resolve("boot.sh");
    }

    Path log() {
        return path.resolve("log");
    }

    /** The machine as the list shows it; empty if nothing of it runs any more. */
    Optional<Machine> machine(String account, Tags tags, Instant now) throws IOException {
        Optional<Status> status = status();
        boolean unborn = status.isEmpty() && now.isBefore(tags.created().plus(BIRTH));
        if (!unborn && !(status.isPresent() && status.get().alive())) {
            return Optional.empty();
        }
        Machine.Builder machine = Machine.builder(name, path.toString(), tags.created())
                .pool(tags.pool())
                .offering(new OfferingId(account, tags.offering()))
                .state(MachineState.STARTING);
        status.ifPresent(
                seen -> machine.agent(seen.agent()).state(seen.ending() ? MachineState.STOPPING : MachineState.UP));
        lease().ifPresent(machine::lease);
        return Optional.of(machine.build());
    }
}
