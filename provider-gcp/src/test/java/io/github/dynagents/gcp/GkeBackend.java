package io.github.dynagents.gcp;

import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fake GKE, for the contract; what both modes have alike. */
abstract class GkeBackend implements Backend {
    /** Who buys in the contract. */
    private static final String OWNER = "tck-owner";

    private static final int OPERATIONS = 100;

    private final LivePace pace = new LivePace();
    private final FakeGcp fake;
    private final Plants plants;

    GkeBackend(Map<CallKind, Set<String>> requests) {
        fake = new FakeGcp(pace.clock(), FakeTimes.usual(), requests);
        plants = new Plants(fake);
        // a cluster that allows more than usual: operations take the fake's time, and who waits for them real time
        fake.world().at(now -> {
            fake.world().gke().operationsAtOnce(OPERATIONS);
            return now;
        });
    }

    FakeGcp fake() {
        return fake;
    }

    Plants plants() {
        return plants;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    /** What would hang is interrupted soon; what does not has all the time. */
    @Override
    public Duration deadline() {
        return fake.trouble().hangs() ? Duration.ofSeconds(2) : Duration.ofSeconds(30);
    }

    @Override
    public int purchasesOf(String name) {
        return fake.trouble().purchasesOf(name);
    }

    /**
     * That it has no machine left Google says later, of a node pool in error. Whether a purchase has made anything is asked
     * by its name, so that 404 is no fault there.
     */
    @Override
    public Set<RawFault> faults(CallKind call) {
        return switch (call) {
            case BUY -> EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY));
            case SETTLE -> EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA, RawFault.NOT_FOUND));
            case OFFERINGS, LIST, MARK, STOP_AGENT, RELEASE, TIDY ->
                EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
            default -> EnumSet.noneOf(RawFault.class);
        };
    }

    /** To tidy goes wrong where there is something to tidy, which a release leaves not. */
    @Override
    public void breaks(CallKind call, RawFault fault) {
        if (call == CallKind.TIDY) {
            plants.secret("left-behind", Optional.of(OWNER));
        }
        fake.trouble().breaks(call, fault);
    }

    @Override
    public void breaksPage(int page, RawFault fault) {
        fake.trouble().breaksPage(page, fault);
    }

    @Override
    public void mend() {
        fake.trouble().mend();
        plants.mend();
    }

    @Override
    public SortedSet<String> sideResources() {
        return fake.own().secrets().inNamespace(fake.namespace()).list().getItems().stream()
                .map(secret -> secret.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String markOnMachine(String nativeId) {
        return fake.world().at(now -> {
            Player player = fake.world().player();
            return player.pod(nativeId).map(player::markOnMachine).orElse("");
        });
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(fake.connections());
    }

    @Override
    public void close() {
        fake.close();
    }
}
