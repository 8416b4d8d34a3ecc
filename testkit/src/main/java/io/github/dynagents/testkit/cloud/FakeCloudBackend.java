package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import io.github.dynagents.testkit.tck.VirtualPace;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fake cloud as a contract sees it, for whoever wraps or extends {@link FakeMachines} and wants to know that it still
 * is a provider. A fake cloud has no wire: a raw fault is what a right provider would make of it.
 */
public final class FakeCloudBackend implements Backend {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(1);
    private static final String ACCOUNT = "main";

    private final VirtualTime time;
    private final FakeCloud cloud;
    private final List<BackendMachine> madeByHand = new ArrayList<>();

    /**
     * A new cloud that sells one offering, of the template {@code default}.
     *
     * @param kind such as {@code FakeClouds::ec2}
     */
    public FakeCloudBackend(Function<VirtualTime, FakeCloud> kind) {
        this.time = new VirtualTime(START, 1);
        this.cloud = kind.apply(time)
                .sells(FakeOffering.of("small", Money.dollars("0.10"))
                        .template("default")
                        .type("small")
                        .zone("here"));
    }

    /** The provider that opens accounts of it. */
    public MachinesFactory factory() {
        return new FakeMachinesFactory(cloud, "fake");
    }

    @Override
    public Map<String, Object> account() {
        return Map.of();
    }

    @Override
    public Map<String, Object> template() {
        return Map.of();
    }

    @Override
    public Pace pace() {
        return new VirtualPace(time);
    }

    @Override
    public List<BackendMachine> billed() {
        List<BackendMachine> billed = new ArrayList<>(madeByHand);
        cloud.named(ACCOUNT).alive().stream()
                .map(host -> BackendMachine.of(host.nativeId(), host.name().value())
                        .given(host.purchase() + " " + host.purchase().lease().mark()))
                .forEach(billed::add);
        return billed;
    }

    @Override
    public int made(String name) {
        return cloud.named(ACCOUNT).made(new MachineName(name));
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        Set<RawFault> faults = EnumSet.allOf(RawFault.class);
        if (call != CallKind.BUY) {
            faults.removeAll(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
        }
        if (call == CallKind.RELEASE) {
            faults.remove(RawFault.NOT_FOUND); // which is no failure
        }
        return faults;
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        cloud.faults().always(fault.atAFake(), call);
    }

    /** A list of a fake cloud has one page, so that is the one which fails. */
    @Override
    public void breaksPage(int page, RawFault fault) {
        breaks(CallKind.LIST, fault);
    }

    @Override
    public void mend() {
        cloud.faults().clear();
    }

    @Override
    public int purchasesOf(String name) {
        return cloud.named(ACCOUNT).askedFor(new MachineName(name));
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            names.add(plant("planted-" + i, owner).name().value());
        }
        return names;
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        if (!MachineName.isValid(name)) {
            BackendMachine machine = BackendMachine.of("by-hand-" + madeByHand.size(), name);
            madeByHand.add(machine);
            return machine.nativeId();
        }
        return plant(name, owner.orElse("")).nativeId();
    }

    private Host plant(String name, String owner) {
        Purchase purchase = new Purchase(
                new MachineName(name),
                owner,
                "planted",
                new OfferingId(ACCOUNT, "small"),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).build(),
                new Lease(time.now().plus(LONG), LONG, false),
                Duration.ofHours(1),
                LONG,
                time.now());
        try {
            return cloud.named(ACCOUNT).create(purchase);
        } catch (Failure e) {
            throw new IllegalStateException("a cloud of tests has no room", e);
        }
    }

    @Override
    public List<String> billedStates() {
        return Arrays.stream(MachineState.values()).map(MachineState::name).toList();
    }

    @Override
    public void force(String nativeId, String state) {
        host(nativeId).force(MachineState.valueOf(state));
    }

    @Override
    public void vanish(String nativeId) {
        host(nativeId).interrupt();
        time.runFor(Duration.ZERO);
    }

    @Override
    public SortedSet<String> sideResources() {
        return cloud.sideResources(ACCOUNT).stream()
                .map(MachineName::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String markOnMachine(String nativeId) {
        return host(nativeId).watchdog().seen().mark();
    }

    @Override
    public int agentsRunning(String nativeId) {
        return host(nativeId).agent().runs() ? 1 : 0;
    }

    private Host host(String nativeId) {
        Collection<Host> alive = cloud.named(ACCOUNT).alive();
        return alive.stream()
                .filter(host -> host.nativeId().equals(nativeId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no machine " + nativeId + " is billed"));
    }

    @Override
    public void close() {}
}
