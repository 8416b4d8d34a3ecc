package io.github.dynagents.runner.internal.reap;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.world.Safety;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which machines are over, by their own cloud's clock: those that their watchdogs must have ended, and that are there all
 * the same.
 *
 * <p>A machine whose lease ran out drains for <em>grace</em> at most and powers off within <em>shutdown</em>, and no mark
 * that comes later changes that: an end is final. So once <em>until + grace + shutdown</em> has passed, no job can be left
 * on it that a renewal could have saved, and a daemon that lives, but whose renewals were late (throttled, slow, cut off
 * for a while), loses nothing if the machine is released. The margin covers what these two times leave out: the two
 * clocks that wrote and that judge the lease, the mark's way to the machine, a script that began later than the lease,
 * the list's lag. The same holds for the end of its life. What is powered off runs nothing and needs no margin.
 */
final class Over {
    private final Duration afterEnd;
    private final Duration maxLife;

    Over(Safety safety) {
        this.afterEnd = safety.grace().plus(WatchdogTimes.USUAL.shutdown()).plus(safety.reapMargin());
        this.maxLife = safety.maxLife();
    }

    /** Why a machine is over, if it is; {@code asOf} is its list's. */
    Optional<String> why(Machine machine, Instant asOf) {
        return switch (machine.state()) {
            case REMNANT -> Optional.of("powered off, and billed all the same");
            case STARTING, UP, STOPPING ->
                machine.lease()
                        .map(Lease::until)
                        .filter(until -> isOver(until, asOf))
                        .map(until -> "over its lease since " + shown(until))
                        .or(() -> Optional.of(machine.created().plus(maxLife))
                                .filter(end -> isOver(end, asOf))
                                .map(end -> "over its life since " + shown(end)));
        };
    }

    private boolean isOver(Instant end, Instant asOf) {
        return asOf.isAfter(end.plus(afterEnd));
    }

    private static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
