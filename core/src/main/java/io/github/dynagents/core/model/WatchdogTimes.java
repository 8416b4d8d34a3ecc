package io.github.dynagents.core.model;

import java.time.Duration;

/**
 * How long a machine's watchdog takes at most for what it does by itself. The bound on money adds both to ttl and
 * grace.
 *
 * @param poll from when a mark can be read to when it is obeyed, and from a lease's end to when that is noticed
 * @param shutdown from SIGKILL of what still runs to power-off
 */
public record WatchdogTimes(Duration poll, Duration shutdown) {
    /** What a script is rendered with unless told otherwise. */
    public static final WatchdogTimes USUAL = new WatchdogTimes(Duration.ofSeconds(5), Duration.ofMinutes(1));

    /** @throws IllegalArgumentException if the poll is below 20 ms or the shutdown is negative */
    public WatchdogTimes {
        if (poll.compareTo(Duration.ofMillis(20)) < 0 || shutdown.isNegative()) {
            throw new IllegalArgumentException(
                    "a watchdog's poll must be 20 ms at least and its shutdown not negative: " + poll + ", "
                            + shutdown);
        }
    }
}
