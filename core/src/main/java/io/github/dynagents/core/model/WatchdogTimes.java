package io.github.dynagents.core.model;

import java.time.Duration;

/**
 * How long a machine's own watchdog takes, beyond lease and grace: what the worst case in money has to allow for.
 *
 * @param poll how often it looks at the mark
 * @param shutdown from the end of grace to power-off
 */
public record WatchdogTimes(Duration poll, Duration shutdown) {
    /** What the script in {@code core.boot} keeps to. */
    public static final WatchdogTimes DEFAULT = new WatchdogTimes(Duration.ofSeconds(5), Duration.ofSeconds(30));
}
