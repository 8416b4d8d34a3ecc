package io.github.dynagents.examples.process;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Machines that are processes of this host, each under the same watchdog as a real machine's.
 *
 * <p>Reading this as a pattern for a provider of your own: the directory of the account is "the cloud", and the files in
 * it are its tags. Nothing is remembered here between two calls, so a daemon that was killed finds its machines again.
 * What a cloud's own API would decide (is the name taken? is there room?) is decided under a lock that all daemons on
 * this host share. Each call returns all that it promises or throws a {@link Failure} that says what kind it is, and
 * whether the call may have had its effect all the same.
 */
final class ProcessMachines implements Machines {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AccountDirectory directory;
    private final int capacity;
    private final Duration poll;
    private final SortedMap<String, Template> templates;
    private final Context context;
    private volatile boolean closed;

    ProcessMachines(
            AccountDirectory directory,
            int capacity,
            Duration poll,
            SortedMap<String, Template> templates,
            Context context) {
        this.directory = directory;
        this.capacity = capacity;
        this.poll = poll;
        this.templates = templates;
        this.context = context;
    }

    /**
     * Data, so that core never asks who we are. Names are unique, as directories are. A mark is read as soon as it is
     * written. A watchdog that ends is the machine's end and its bill's.
     */
    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
                .removedWithin(Duration.ofSeconds(5))
                .listEvery(Duration.ofSeconds(1))
                .can(Capability.START_AGENT, Capability.STOP_AGENT, Capability.RESTART_AGENT, Capability.SHOWS_AGENT)
                .build();
    }

    @Override
    public List<Offering> offerings() {
        return templates.values().stream()
                .map(template -> template.offering(context.account()))
                .toList();
    }

    /** A machine is listed while anything of it runs. What has ended costs nothing and is left out. */
    @Override
    public Listing list() throws Failure {
        Instant asOf = context.clock().instant();
        List<Machine> found = new ArrayList<>();
        try {
            for (MachineDirectory each : directory().all()) {
                living(each).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw Failures.of("listing machines", Failure.Effect.NONE, e);
        }
        return Listing.of(found, asOf);
    }

    /**
     * Refuses what cannot be, with no effect; then makes the machine under the lock. From the moment that its directory
     * has its name, a failure's effect is unknown: core will settle it.
     */
    @Override
    public Machine buy(Purchase purchase) throws Failure {
        refuseNonsense(purchase);
        MachineDirectory machine = directory().of(purchase.name());
        try {
            return directory().alone(() -> {
                if (Files.notExists(machine.path())) {
                    make(purchase);
                } else if (!ours(purchase.name()).isOf(purchase)) {
                    throw Failure.of(
                            Failure.Kind.INVALID,
                            purchase.name() + " is there and was bought with other arguments; buy under another name");
                }
                return born(machine);
            });
        } catch (IOException | InterruptedException e) {
            Failure.Effect effect = Files.notExists(machine.path()) ? Failure.Effect.NONE : Failure.Effect.UNKNOWN;
            throw Failures.of("starting " + purchase.name(), effect, e);
        }
    }

    /** The lock is free, so no purchase is under way: what is there now is all that there will be. */
    @Override
    public Settled settle(Purchase purchase) throws Failure {
        MachineDirectory machine = directory().of(purchase.name());
        try {
            return directory().alone(() -> {
                Optional<Machine> living = living(machine);
                if (living.isPresent() && machine.status().isPresent()) {
                    return Settled.found(living.get());
                }
                if (living.isPresent()) {
                    return Settled.tooEarly(living.get().created().plus(MachineDirectory.BIRTH));
                }
                if (Files.notExists(machine.path()) || isOurs(machine)) {
                    directory().retire(machine);
                }
                return Settled.absent();
            });
        } catch (IOException | InterruptedException e) {
            throw Failures.of("settling " + purchase.name(), Failure.Effect.UNKNOWN, e);
        }
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
        SortedMap<MachineName, Failure> failures = new TreeMap<>();
        leases.forEach((name, lease) -> {
            try {
                write(up(name), lease);
            } catch (Failure e) {
                failures.put(name, e);
            }
        });
        return failures;
    }

    /** The script holds the agent that the machine was bought with, so it can only start that one again. */
    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        MachineDirectory files = up(machine.name());
        try {
            if (!files.runs(agent)) {
                throw Failure.of(
                        Failure.Kind.INVALID,
                        machine.name() + " can only start the agent that it was bought with, and this is another");
            }
        } catch (IOException e) {
            throw Failures.of("starting the agent of " + machine.name(), Failure.Effect.NONE, e);
        }
        drain(files, false);
    }

    /**
     * By its mark, so that the watchdog does not start it again. Whether it finishes its jobs or would lose them, core has
     * thought of: the watchdog may stop it in either case.
     */
    @Override
    public void stopAgent(Machine machine) throws Failure {
        MachineDirectory files = up(machine.name());
        drain(files, true);
        try {
            files.allowStop();
        } catch (IOException e) {
            throw Failures.of("stopping the agent of " + machine.name(), Failure.Effect.UNKNOWN, e);
        }
    }

    /** Core has drained it; whatever still runs is killed. */
    @Override
    public void release(Machine machine) throws Failure {
        MachineDirectory files = directory().of(machine.name());
        try {
            directory().alone(() -> {
                if (Files.notExists(files.path())) {
                    return false;
                }
                ours(machine.name());
                Waiting.until(PATIENCE, () -> files.status().isPresent());
                if (alive(files)) {
                    Script.kill(files);
                    if (!Waiting.until(PATIENCE, () -> !alive(files))) {
                        throw new IOException("processes of " + files.path() + " outlive SIGKILL");
                    }
                }
                directory().retire(files);
                return true;
            });
        } catch (IOException | InterruptedException e) {
            throw Failures.of("releasing " + machine.name(), Failure.Effect.UNKNOWN, e);
        }
    }

    /** Side resources are the files of machines that have ended by themselves. */
    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        try {
            directory().alone(() -> {
                directory().clearNurseries();
                for (MachineDirectory each : directory().all()) {
                    if (!alive.contains(each.name())
                            && isOurs(each)
                            && living(each).isEmpty()) {
                        directory().retire(each);
                    }
                }
                return true;
            });
        } catch (IOException | InterruptedException e) {
            throw Failures.of("tidying up", Failure.Effect.UNKNOWN, e);
        }
    }

    /** Nothing is held open; the machines go on. */
    @Override
    public void close() {
        closed = true;
    }

    private AccountDirectory directory() throws Failure {
        if (closed) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, "account \"" + context.account() + "\" is closed");
        }
        return directory;
    }

    private void refuseNonsense(Purchase purchase) throws Failure {
        if (!templates.containsKey(purchase.offering().value())
                || !purchase.offering().account().equals(context.account())) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "account \"" + context.account() + "\" has no offering " + purchase.offering() + ", only "
                            + templates.keySet());
        }
        if (!purchase.owner().equals(context.owner())) {
            throw Failure.of(Failure.Kind.INVALID, "the purchase is of another owner: " + purchase.owner());
        }
        AgentSpec agent = purchase.agent();
        if (agent.image().isPresent() || agent.argv().isEmpty()) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "a process runs no container: give the agent of pool \"" + purchase.pool()
                            + "\" a command (argv) and no image");
        }
        try {
            BootScript.agent(agent);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Kind.INVALID, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private void make(Purchase purchase) throws IOException, Failure {
        Instant now = context.clock().instant();
        if (directory.hasEnded(purchase.name())) {
            throw Failure.of(Failure.Kind.INVALID, purchase.name() + " was a machine once; buy under another name");
        }
        if (now.isAfter(purchase.sendBefore())) {
            throw Failure.of(Failure.Kind.INVALID, purchase.name() + " was to be sent before " + purchase.sendBefore());
        }
        int running = 0;
        for (MachineDirectory each : directory.all()) {
            running += inUse(each) ? 1 : 0;
        }
        if (running >= capacity) {
            throw Failure.of(
                    Failure.Kind.NO_CAPACITY,
                    "account \"" + context.account() + "\" holds " + running + " machines already (capacity: "
                            + capacity + ")");
        }
        MachineDirectory made = directory.nursery(purchase.name());
        made.furnish(purchase, now, poll, directory.of(purchase.name()).path());
        directory.name(made);
    }

    /** Starts its watchdog unless an earlier try has, and waits for the first word from that. */
    private Machine born(MachineDirectory machine) throws IOException, InterruptedException, Failure {
        ours(machine.name());
        if (machine.status().isEmpty()) {
            Process watchdog = Script.watch(machine);
            Waiting.until(PATIENCE, () -> machine.status().isPresent() || !watchdog.isAlive());
            if (machine.status().isEmpty()) {
                throw new IOException("its watchdog says nothing; see " + machine.log());
            }
        }
        return living(machine)
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID, machine.name() + " has ended already; buy under another name"));
    }

    private static void drain(MachineDirectory machine, boolean draining) throws Failure {
        Lease lease;
        try {
            lease = machine.lease().orElseThrow(() -> new IOException("its mark cannot be read"));
        } catch (IOException e) {
            throw Failures.of("marking " + machine.name(), Failure.Effect.NONE, e);
        }
        write(machine, lease.withDraining(draining));
    }

    /** A mark is written whole or not at all: what fails has no effect. */
    private static void write(MachineDirectory machine, Lease lease) throws Failure {
        try {
            machine.mark(lease);
        } catch (IOException e) {
            throw Failures.of("marking " + machine.name(), Failure.Effect.NONE, e);
        }
    }

    private Optional<Machine> living(MachineDirectory machine) throws IOException {
        Optional<Tags> tags = machine.tags().filter(found -> found.owner().equals(context.owner()));
        return tags.isEmpty()
                ? Optional.empty()
                : machine.machine(context.account(), tags.get(), context.clock().instant());
    }

    private boolean inUse(MachineDirectory machine) throws IOException {
        Optional<Tags> tags = machine.tags();
        return tags.isPresent()
                && machine.machine("", tags.get(), context.clock().instant()).isPresent();
    }

    private static boolean alive(MachineDirectory machine) throws IOException {
        Optional<Status> status = machine.status();
        return status.isPresent() && status.get().alive();
    }

    private boolean isOurs(MachineDirectory machine) throws IOException {
        return machine.tags()
                .filter(tags -> tags.owner().equals(context.owner()))
                .isPresent();
    }

    private MachineDirectory ours(MachineName name) throws IOException, Failure {
        MachineDirectory machine = directory().of(name);
        if (!isOurs(machine)) {
            throw Failure.of(
                    Files.exists(machine.path()) ? Failure.Kind.DENIED : Failure.Kind.INVALID,
                    "no machine of ours is at " + machine.path());
        }
        return machine;
    }

    /** One of ours that has not ended. */
    private MachineDirectory up(MachineName name) throws Failure {
        try {
            MachineDirectory machine = ours(name);
            if (living(machine).isEmpty()) {
                throw Failure.of(Failure.Kind.INVALID, "the machine at " + machine.path() + " has ended");
            }
            return machine;
        } catch (IOException e) {
            throw Failures.of("looking for " + name, Failure.Effect.NONE, e);
        }
    }
}
