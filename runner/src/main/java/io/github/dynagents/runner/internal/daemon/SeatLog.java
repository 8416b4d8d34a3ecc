package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.lang.System.Logger.Level;
import java.util.SortedMap;
import java.util.TreeMap;

/** Logs how machines go from one state to the next. */
final class SeatLog {
    private final System.Logger log;
    private SortedMap<MachineName, String> before = new TreeMap<>();

    SeatLog(System.Logger log) {
        this.log = log;
    }

    void update(World world) {
        SortedMap<MachineName, String> now = new TreeMap<>();
        world.seats().forEach((name, seat) -> now.put(name, describe(seat)));
        now.forEach((name, state) -> {
            if (!state.equals(before.get(name))) {
                log.log(Level.INFO, name + " " + state);
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> log.log(Level.INFO, name + " is gone"));
        before = now;
    }

    static String describe(Seat seat) {
        return switch (seat) {
            case Seat.Intended intended -> "is ordered";
            case Seat.Bought bought -> "is bought";
            case Seat.Leaving leaving -> "is released";
            case Seat.Listed listed ->
                switch (listed.work()) {
                    case Work.Unproven unproven -> unproven.upSince().isPresent() ? "is up" : "boots";
                    case Work.Idle idle -> "is idle";
                    case Work.Busy busy -> "has " + jobs(busy.jobs().size());
                    case Work.Draining draining ->
                        "drains, with " + jobs(draining.jobs().size());
                };
        };
    }

    private static String jobs(int count) {
        return count == 0 ? "no jobs" : count == 1 ? "1 job" : count + " jobs";
    }
}
