package io.github.dynagents.core.world;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.WatchdogTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a machine is doing, from what is seen of it. */
final class Working {
    private Working() {}

    static Work next(Seat.Listed seat, Sight sight, Fleet fleet) {
        if (seat.work() instanceof Work.Draining draining) {
            return draining(seat, draining, sight, fleet);
        }
        boolean stopped = seat.machine().agent() == AgentState.STOPPED;
        if (!sight.server().isKnown()) {
            return seat.machine().state() == MachineState.UP ? unwatched(seat.work()) : seat.work();
        }
        if (!sight.jobs().isEmpty()) {
            return seat.work() instanceof Work.Busy busy && busy.jobs().equals(sight.jobs())
                    ? busy
                    : new Work.Busy(sight.jobs());
        }
        boolean connected = sight.connected() || seat.machine().agent() == AgentState.RUNNING;
        boolean wasConnected = seat.work() instanceof Work.Idle || seat.work() instanceof Work.Busy;
        if (!stopped && (connected || wasConnected)) {
            return seat.work() instanceof Work.Idle idle ? idle : new Work.Idle(sight.now());
        }
        return unproven(seat, sight);
    }

    /** Nobody looked for a while, in which it may have worked. */
    static Work unwatched(Work work) {
        return work instanceof Work.Unproven unproven && unproven.isNew()
                ? new Work.Unproven(unproven.upSince(), false)
                : work;
    }

    private static Work unproven(Seat.Listed seat, Sight sight) {
        boolean up = seat.machine().state() == MachineState.UP;
        Optional<Instant> before =
                seat.work() instanceof Work.Unproven unproven ? unproven.upSince() : Optional.empty();
        boolean isNew = seat.work() instanceof Work.Unproven unproven && unproven.isNew();
        Optional<Instant> upSince = up ? before.or(() -> Optional.of(sight.now())) : Optional.empty();
        Work.Unproven next = new Work.Unproven(upSince, isNew);
        return next.equals(seat.work()) ? seat.work() : next;
    }

    private static Work draining(Seat.Listed seat, Work.Draining draining, Sight sight, Fleet fleet) {
        var jobs = sight.server().isKnown() ? sight.jobs() : draining.jobs();
        return draining.with(
                jobs, draining.proof().isPresent() ? draining.proof() : proof(seat, draining, sight, fleet));
    }

    /**
     * A machine that is stopping may be so because it was told to, and take a job until that has reached its agent.
     *
     * <p>A drain is proved when the provider shows the agent stopped, or no job bears its name in a queue that was asked
     * for after the mark had reached the machine, or grace has passed.
     */
    private static Optional<String> proof(Seat.Listed seat, Work.Draining draining, Sight sight, Fleet fleet) {
        boolean leaves = switch (seat.machine().state()) {
            case REMNANT -> true;
            case STOPPING ->
                sight.jobs().isEmpty() && knownSince(sight, draining.since().plus(reach(seat, fleet)));
            case STARTING, UP -> false;
        };
        if (leaves) {
            return Optional.of("the machine is stopping by itself");
        }
        Instant told = draining.toldAt().orElse(Instant.MAX);
        boolean agentStopped = seat.machine().agent() == AgentState.STOPPED
                && sight.listedAt().filter(at -> at.isAfter(told)).isPresent();
        if (agentStopped) {
            return Optional.of("its agent has ended");
        }
        if (told.isBefore(Instant.MAX) && sight.jobs().isEmpty() && knownSince(sight, told.plus(reach(seat, fleet)))) {
            return Optional.of("it has no job since it was told to drain");
        }
        Duration grace = fleet.safety().grace().plus(WatchdogTimes.USUAL.shutdown());
        return sight.now().isBefore(draining.since().plus(grace))
                ? Optional.empty()
                : Optional.of("its grace has passed");
    }

    /** From the answer to a mark until the machine's watchdog has seen it. */
    static Duration reach(Seat.Listed seat, Fleet fleet) {
        return fleet.account(seat.account()).capabilities().markReaches().plus(WatchdogTimes.USUAL.poll());
    }

    private static boolean knownSince(Sight sight, Instant when) {
        return sight.server().isKnown()
                && sight.server().at().filter(at -> at.isAfter(when)).isPresent();
    }
}
