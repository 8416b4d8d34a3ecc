package io.github.dynagents.core.world;

import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The breakers that are open, and what they remember. A restart forgets it, except for machines that are still there.
 *
 * @param open in a fixed order
 * @param bought purchases of the last hour that may have made a machine, and machines of an earlier start as young
 * @param unexpected machines of the last hour that turned up without having been bought
 * @param left machines that were proved gone within the last hour: a list that lags may show them again
 * @param boots how machines of each pool came up lately, where they did not
 */
public record Breakers(
        List<Breaker> open,
        SortedMap<MachineName, Instant> bought,
        SortedMap<MachineName, Unexpected> unexpected,
        SortedMap<MachineName, Instant> left,
        SortedMap<String, Boots> boots) {
    static final Breakers CLOSED = new Breakers(
            List.of(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    private static final Duration FIRST_WAIT = Duration.ofMinutes(30);
    private static final int LONGEST_WAIT = 4;

    /** A machine that this daemon did not buy. */
    record Unexpected(String account, Instant at) {}

    /**
     * Broken boots in a row.
     *
     * @param broken since one machine of the pool last had a job; those of one offering at one moment count as one
     * @param last when one was last found
     * @param trips how often the breaker has opened since
     */
    record Boots(int broken, Instant last, int trips) {
        static final Boots NONE = new Boots(0, Instant.EPOCH, 0);

        /** After so many, each more opens the breaker anew: what is tried once it has closed counts alone. */
        Boots plusBroken(Instant at, int most) {
            boolean opens = broken + 1 >= most && !isOpen(at, most);
            return new Boots(broken + 1, at, opens ? trips + 1 : trips);
        }

        Instant until() {
            return last.plus(FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(trips - 1, 0), LONGEST_WAIT)));
        }

        boolean isOpen(Instant now, int most) {
            return broken >= most && now.isBefore(until());
        }
    }

    /** What stops purchases for a pool at an account, if anything does. */
    public Optional<Breaker> stopping(Pool pool, String account) {
        for (Breaker breaker : open) {
            if (breaker.reach().covers(pool, account)) {
                return Optional.of(breaker);
            }
        }
        return Optional.empty();
    }

    /** Whether nothing may be bought for a pool, wherever. */
    public boolean stop(Pool pool) {
        return !open.isEmpty()
                && pool.buys().stream()
                        .allMatch(supply -> stopping(pool, supply.account()).isPresent());
    }
}
