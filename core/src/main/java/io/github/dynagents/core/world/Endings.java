package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How machines of ours ended in one step, for {@link Survival}. One was taken back if its cloud says so, or if it was at
 * work and is gone, though nobody drained or released it and it had no reason to end by itself.
 */
final class Endings {
    private final World before;
    private final Instant now;

    Endings(World before, Instant now) {
        this.before = before;
        this.now = now;
    }

    @SuppressWarnings("ReferenceEquality") // seats that only say the same are walked once more
    Learned learn(Learned learned, SortedMap<MachineName, Seat> after) {
        if (after == before.seats()) {
            return learned;
        }
        Learned next = learned;
        Alongside<Seat> alongside = new Alongside<>(after);
        for (Seat was : before.seats().values()) {
            Optional<Seat> is = alongside.find(was.name());
            if (was instanceof Seat.Listed listed
                    && isThere(listed.machine())
                    && is.filter(seat -> !isOver(seat)).isEmpty()) {
                next = learn(next, listed, is);
            }
        }
        return next;
    }

    private Learned learn(Learned learned, Seat.Listed was, Optional<Seat> is) {
        Duration lived = Duration.between(was.born(), now);
        return was.offering()
                .map(offering -> learned.ended(offering, lived, wasTaken(was, is), now))
                .orElse(learned);
    }

    private static boolean isThere(Machine machine) {
        return machine.interruptedAt().isEmpty()
                && switch (machine.state()) {
                    case STARTING, UP -> true;
                    case STOPPING, REMNANT -> false;
                };
    }

    private static boolean isOver(Seat is) {
        return is instanceof Seat.Leaving || (is instanceof Seat.Listed listed && !isThere(listed.machine()));
    }

    private boolean wasTaken(Seat.Listed was, Optional<Seat> is) {
        if (is.isPresent() && is.get() instanceof Seat.Listed listed) {
            return listed.machine().interruptedAt().isPresent()
                    || (!listed.work().isDraining() && isAtWork(was));
        }
        return is.isEmpty() && isAtWork(was);
    }

    /** Its watchdog cannot have ended it: its lease is in force, and its life is not over. */
    private boolean isAtWork(Seat.Listed was) {
        return (was.work() instanceof Work.Idle || was.work() instanceof Work.Busy)
                && was.mark().runsOut().filter(now::isBefore).isPresent()
                && now.isBefore(was.born().plus(before.fleet().safety().maxLife()));
    }
}
