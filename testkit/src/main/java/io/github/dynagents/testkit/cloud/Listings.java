package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.testkit.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the lists of a fake cloud. Unless told otherwise, each new machine appears, and each that is gone
 * disappears, after some part of the lag that the cloud declares.
 */
public final class Listings {
    /** So many lists show it then that nobody can take it for gone. */
    private static final Duration SHOWN_AGAIN = Duration.ofMinutes(10);

    private final FakeCloud cloud;
    private final Map<MachineName, Instant> shownUntil = new HashMap<>();
    private boolean newOnesLate;
    private boolean goneOnesLate;
    private double leavesOut;

    Listings(FakeCloud cloud) {
        this.cloud = cloud;
    }

    /** Whether new machines appear after the whole lag. */
    public Listings newOnesLate(boolean yes) {
        newOnesLate = yes;
        return this;
    }

    /** Whether machines that are gone disappear after the whole lag. */
    public Listings goneOnesLate(boolean yes) {
        goneOnesLate = yes;
        return this;
    }

    /** With that chance, a list leaves one machine out; none more than once in ten minutes. */
    public Listings leavesOut(double chance) {
        leavesOut = chance;
        return this;
    }

    Duration newAfter() {
        return after(newOnesLate);
    }

    Duration goneAfter() {
        return after(goneOnesLate);
    }

    private Duration after(boolean late) {
        Duration lag = cloud.capabilities().listLag();
        Duration drawn = cloud.drawUpTo(lag);
        return late ? lag : drawn;
    }

    List<Machine> leaveOut(List<Machine> machines) {
        if (leavesOut <= 0 || machines.isEmpty() || cloud.random().nextDouble() >= leavesOut) {
            return machines;
        }
        List<Machine> rest = new ArrayList<>(machines);
        Machine missing = rest.remove(cloud.random().nextInt(machines.size()));
        Instant now = cloud.time().now();
        if (now.isBefore(shownUntil.getOrDefault(missing.name(), Instant.MIN))) {
            return machines;
        }
        shownUntil.put(missing.name(), now.plus(SHOWN_AGAIN));
        cloud.took(FaultKind.MISSING_FROM_A_LIST);
        cloud.time().note(() -> missing.name() + " is missing from a list");
        return rest;
    }
}
