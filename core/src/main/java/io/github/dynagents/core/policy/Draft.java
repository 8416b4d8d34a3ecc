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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A plan while it is made. */
final class Draft {
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final World world;
    private final Expectation expected;
    private final List<Decision> decisions = new ArrayList<>();
    private final SortedMap<MachineName, Decision> fates = new TreeMap<>();
    private Instant wakeAt;

    Draft(World world) {
        this.world = world;
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

    Instant now() {
        return world.now();
    }

    void add(Decision decision) {
        decisions.add(decision);
    }

    /** Something could change at that instant, unless it has passed. */
    void wakeAt(Instant when) {
        if (when.isAfter(world.now()) && when.isBefore(wakeAt)) {
            wakeAt = when;
        }
    }

    /** What is to become of a machine: the last word counts, and it carries the machine's mark. */
    void decideFate(MachineName name, Decision decision) {
        fates.put(name, decision);
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
        return new Plan(sorted, wakeAt);
    }
}
