package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One login to a fake cloud, as one daemon has it open. */
public final class FakeMachines implements Machines {
    /** How long a call may be under way after {@code sendBefore} and still have its effect. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    private final FakeCloud cloud;
    private final FakeAccount account;
    private final String owner;
    private final SortedSet<String> templates;
    private final InstantSource clock;
    private final Faults faults;
    private final Set<MachineName> sent = new HashSet<>();
    private boolean closed;

    FakeMachines(FakeCloud cloud, FakeAccount account, String owner, SortedSet<String> templates, InstantSource clock) {
        this.cloud = cloud;
        this.account = account;
        this.owner = owner;
        this.templates = templates;
        this.clock = clock;
        this.faults = new Faults(cloud.time(), account.name() + " of " + owner);
    }

    /** What goes wrong for this login alone, such as a network that is down between a daemon and the cloud. */
    public Faults faults() {
        return faults;
    }

    @Override
    public Capabilities capabilities() {
        return cloud.capabilities();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return call(
                CallKind.OFFERINGS,
                () -> cloud.offerings().stream()
                        .filter(offering -> templates.isEmpty() || templates.contains(offering.template()))
                        .map(offering -> offering.seenBy(account.name()))
                        .toList());
    }

    @Override
    public Listing list() throws Failure {
        return call(
                CallKind.LIST,
                () -> Listing.of(
                        cloud.listings().leaveOut(account.listed(owner)),
                        cloud.time().now()));
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        if (clock.instant().isAfter(purchase.sendBefore())) {
            throw Failure.of(
                    Failure.Kind.UNAVAILABLE, "too late to buy " + purchase.name() + ": " + purchase.sendBefore());
        }
        if (!purchase.owner().equals(owner)) {
            throw Failure.of(Failure.Kind.INVALID, "opened by " + owner + ", but " + purchase.owner() + " buys");
        }
        if (cloud.capabilities().once() == Once.LOOK_FIRST && !sent.add(purchase.name())) {
            return call(CallKind.BUY, () -> look(purchase).shown());
        }
        return call(CallKind.BUY, () -> buyOnce(purchase).shown());
    }

    /** Sent once, never again: what became of it is for {@code settle} to tell where no list shows it yet. */
    private Host look(Purchase purchase) throws Failure {
        return account.listed(purchase.name(), owner)
                .orElseThrow(() -> Failure.unknownEffect(
                        Failure.Kind.UNAVAILABLE, purchase.name() + " was sent before, and is not listed: settle it"));
    }

    private Host buyOnce(Purchase purchase) throws Failure {
        Optional<Host> earlier = switch (cloud.capabilities().once()) {
            case NATIVE_TOKEN -> account.first(purchase.name());
            case UNIQUE_NAME -> account.alive(purchase.name()).stream().findFirst();
            case LOOK_FIRST -> account.listed(purchase.name(), owner);
        };
        if (earlier.isEmpty()) {
            account.isAskedFor(purchase.name());
            return account.create(purchase);
        }
        if (!earlier.get().purchase().equals(purchase)) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    purchase.name() + " was bought before, with other arguments: use another name");
        }
        return earlier.get();
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        return call(CallKind.SETTLE, () -> {
            Optional<Host> listed = account.listed(purchase.name(), owner);
            Instant certain = purchase.sendBefore()
                    .plus(LONGEST_CALL)
                    .plus(cloud.capabilities().listLag());
            return listed.map(host -> Settled.found(host.shown()))
                    .orElseGet(() -> clock.instant().isBefore(certain) ? Settled.tooEarly(certain) : Settled.absent());
        });
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        if (cloud.capabilities().leases() != LeaseChannel.LIVE) {
            throw Failure.unsupported("mark");
        }
        return call(CallKind.MARK, () -> {
            SortedMap<MachineName, Failure> failed = new TreeMap<>();
            leases.forEach((name, lease) -> {
                List<Host> hosts = account.alive(name, owner);
                hosts.forEach(host -> host.mark(lease));
                if (hosts.isEmpty()) {
                    failed.put(name, Failure.of(Failure.Kind.INVALID, "there is no machine " + name));
                }
            });
            return failed;
        });
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        require(Capability.START_AGENT, "startAgent");
        onUp(CallKind.START_AGENT, machine, host -> host.agent().start());
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        require(Capability.STOP_AGENT, "stopAgent");
        onUp(CallKind.STOP_AGENT, machine, host -> {
            if (host.purchase().agent().onTerm() == OnTerm.KILLS_JOBS) {
                host.tellTaken("stopAgent");
            }
            host.stopAgent();
        });
    }

    @Override
    public void release(Machine machine) throws Failure {
        call(CallKind.RELEASE, () -> {
            Optional<Host> host = account.byId(machine.nativeId(), owner);
            host.ifPresent(released -> {
                released.tellTaken("release");
                released.release();
            });
            return host.isPresent();
        });
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        call(CallKind.TIDY, () -> {
            account.tidy(alive, owner);
            return alive;
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    private void require(Capability capability, String call) throws Failure {
        if (!cloud.capabilities().can(capability)) {
            throw Failure.unsupported(call);
        }
    }

    private void onUp(CallKind kind, Machine machine, Consumer<Host> what) throws Failure {
        call(kind, () -> {
            Optional<Host> up = account.byId(machine.nativeId(), owner).filter(Host::isUp);
            up.ifPresent(what);
            return up.orElseThrow(() -> Failure.of(Failure.Kind.INVALID, machine.name() + " is not up"));
        });
    }

    private <T> T call(CallKind kind, Call<T> call) throws Failure {
        if (closed) {
            throw Failure.of(Failure.Kind.BROKEN, "account " + account.name() + " was closed");
        }
        cloud.time().elapse(cloud.drawLatency());
        return faults.around(kind, () -> cloud.faults().around(kind, call));
    }
}
