package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.world.Seat;
import java.time.Duration;
import java.time.Instant;

/** The hour of its life that a machine is in: rules of old go by it, whatever the cloud bills by. */
final class Hour {
    private static final Duration LENGTH = Duration.ofHours(1);

    private Hour() {}

    /** How much of it has passed. */
    static Duration passed(Seat machine, Instant now) {
        return Duration.ofNanos(Duration.between(machine.born(), now).toNanos() % LENGTH.toNanos());
    }

    /** How much of it is left. */
    static Duration left(Seat machine, Instant now) {
        return LENGTH.minus(passed(machine, now));
    }

    /** Whether so much of it is left, to the second: rules look once an hour, and what becomes idle later has another. */
    static boolean isTimeToLook(Seat machine, Instant now, Duration left) {
        Duration since = left.minus(left(machine, now));
        return !since.isNegative() && since.compareTo(Duration.ofSeconds(1)) < 0;
    }

    /** The next instant at which so much of it is left; in the next hour if that is now, or has passed. */
    static Instant nextWithLeft(Seat machine, Instant now, Duration left) {
        Duration wait = left(machine, now).minus(left);
        return now.plus(wait.isPositive() ? wait : wait.plus(LENGTH));
    }
}
