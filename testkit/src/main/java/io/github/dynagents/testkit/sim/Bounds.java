package io.github.dynagents.testkit.sim;

import java.time.Duration;

/** How long what takes time may take, where nothing goes wrong. */
final class Bounds {
    static final Duration STARVING = Duration.ofMinutes(15);
    static final Duration LOST = Duration.ofMinutes(20);

    /** For so long the policy may keep a machine of a nickel an hour, as work may come. */
    static final Duration IDLE = Duration.ofMinutes(150);

    static final int TICKS = 4000;

    /** An answer that is older than this is none. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** What fails is tried again later and later, after this long at the latest. */
    static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);

    private Bounds() {}
}
