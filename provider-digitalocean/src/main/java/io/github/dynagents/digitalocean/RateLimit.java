package io.github.dynagents.digitalocean;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the last answer said of the account's rate limit. The last of it are kept for lists, purchases and releases: while
 * they are all that is left, prices and tags are not asked for. Lists are given up last: without them nothing is bought,
 * and no release is proved.
 */
final class RateLimit {
    /** A fiftieth, 100 of 5,000. */
    private static final int KEPT = 50;

    private final InstantSource clock;
    private long limit;
    private long remaining = Long.MAX_VALUE;
    private Instant until = Instant.MIN;

    RateLimit(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void note(Answer answer) {
        answer.number("ratelimit-remaining").ifPresent(left -> {
            remaining = left;
            limit = answer.number("ratelimit-limit").orElse(0L);
            until = clock.instant().plus(answer.untilReset().orElse(Duration.ZERO));
        });
    }

    /** @throws Failure THROTTLED if so little is left that it had better be kept */
    synchronized void spare(String doing) throws Failure {
        Duration wait = Duration.between(clock.instant(), until);
        if (remaining < limit / KEPT && wait.isPositive()) {
            throw Failure.of(
                            Failure.Kind.THROTTLED,
                            doing + ": not asked for, since only " + remaining + " of the account's " + limit
                                    + " requests an hour are left, which are kept for lists, purchases and releases")
                    .retryAfter(wait);
        }
    }
}
