package io.github.dynagents.core.world;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of own machines of one offering whose life is over. Half of it is forgotten in a week: what a cloud takes
 * back changes, and an offering that was once bad would never be tried again else.
 *
 * @param interrupted how many were taken back
 * @param lived for how long they were there, all together
 * @param asOf when it was reckoned
 */
public record Survival(double interrupted, Duration lived, Instant asOf) {
    static final Survival NONE = new Survival(0, Duration.ZERO, Instant.EPOCH);

    /** CI repeats weekly, and spot prices follow it. */
    private static final Duration HALF_LIFE = Duration.ofDays(7);

    /** The same, seen later. */
    public Survival at(Instant now) {
        if (!now.isAfter(asOf) || equals(NONE)) {
            return this;
        }
        double halves = (double) Duration.between(asOf, now).toSeconds() / HALF_LIFE.toSeconds();
        double share = StrictMath.pow(0.5, halves);
        return new Survival(interrupted * share, Duration.ofSeconds(StrictMath.round(lived.toSeconds() * share)), now);
    }

    /** With one more machine. */
    Survival plus(Duration life, boolean wasInterrupted, Instant now) {
        Survival before = at(now);
        Duration more = life.isNegative() ? Duration.ZERO : life;
        return new Survival(before.interrupted + (wasInterrupted ? 1 : 0), before.lived.plus(more), now);
    }
}
