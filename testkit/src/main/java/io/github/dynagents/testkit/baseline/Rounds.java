package io.github.dynagents.testkit.baseline;

import java.time.Duration;
import java.time.Instant;

/** The instants at which a rule looks that only looks now and then: the multiples of an interval. */
final class Rounds {
    private Rounds() {}

    static boolean isOne(Instant now, Duration interval) {
        return Math.floorMod(sinceEpoch(now), interval.toNanos()) == 0;
    }

    /** The next one, later than now. */
    static Instant next(Instant now, Duration interval) {
        return now.plusNanos(interval.toNanos() - Math.floorMod(sinceEpoch(now), interval.toNanos()));
    }

    private static long sinceEpoch(Instant now) {
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
