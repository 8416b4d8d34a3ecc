package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A plan while it is made. */
final class Draft {
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final World world;
    private final Expectation expected;
    private final List<Decision> decisions = new ArrayList<>();
    private final SortedMap<MachineName, Decision> fates = new TreeMap<>();
    private final List<Considered> considered = new ArrayList<>();
    private final boolean isExplained;
    private Optional<Risk> risk = Optional.empty();
    private Instant wakeAt;

    Draft(World world) {
        this(world, false);
    }

    /** @param isExplained whether somebody asks what was considered */
    Draft(World world, boolean isExplained) {
        this.world = world;
        this.isExplained = isExplained;
        this.expected = new Expectation(world);
        this.wakeAt = world.now().plus(LONGEST_SLEEP);
    }

    World world() {
        return world;
    }

    /** How long things take, as far as is known in this tick. */
    Expectation expected() {
        return expected;
    }

    /** How often machines are taken back: asked for only where something is to be bought. */
    Risk risk() {
        if (risk.isEmpty()) {
            risk = Optional.of(new Risk(world));
        }
        return risk.get();
    }

    Instant now() {
        return world.now();
    }

    void add(Decision decision) {
        decisions.add(decision);
    }

    /** Something could change at that instant, unless it has passed. */
    void wakeAt(Instant when) {
        if (wouldWakeAt(when)) {
            wakeAt = when;
        }
    }

    /** Whether that instant has not passed, and nothing could change before it. */
    boolean wouldWakeAt(Instant when) {
        return when.isAfter(world.now()) && when.isBefore(wakeAt);
    }

    /** Whether somebody asks what was considered: else it is not worth reckoning anything for it. */
    boolean isExplained() {
        return isExplained;
    }

    /** Something was weighed. Costs nothing, and is not even made, unless somebody asks. */
    void consider(Supplier<Considered> what) {
        if (isExplained) {
            considered.add(what.get());
        }
    }

    /** What is to become of a machine: the last word counts, and it carries the machine's mark. */
    void decideFate(MachineName name, Decision decision) {
        Decision before = fates.put(name, decision);
        if (before != null) {
            consider(() -> Considered.rejected(
                    Optional.ofNullable(world.seats().get(name)).map(Seat::pool).orElse(""),
                    Considered.word(before) + " " + name,
                    Reason.of("rather " + Considered.word(decision) + ", as "
                            + decision.reason().words())));
        }
    }

    /** Offerings that this draft finds broken: the world withholds them only afterwards. */
    SortedSet<OfferingId> blamed() {
        SortedSet<OfferingId> blamed = new TreeSet<>();
        fates.forEach((name, fate) -> {
            Seat seat = world.seats().get(name);
            if (seat != null
                    && fate instanceof Decision.Drain drain
                    && drain.blamed().isPresent()) {
                seat.offering().ifPresent(blamed::add);
            }
        });
        return blamed;
    }

    boolean hasFate(MachineName name) {
        return fates.containsKey(name);
    }

    Plan plan() {
        List<Decision> sorted = new ArrayList<>(decisions);
        sorted.addAll(fates.values());
        sorted.sort(Comparator.comparingInt(Decision::urgency));
        return new Plan(sorted, wakeAt, considered);
    }
}
