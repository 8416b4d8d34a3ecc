package io.github.dynagents.testkit.sim;

import java.time.Duration;

/**
 * An exception to an invariant.
 *
 * @param within for how long after its cause was last in effect
 * @param lasts what else it covers
 * @param reason why nobody could have done better
 */
public record Excuse(Invariant invariant, Cause cause, Duration within, Lasts lasts, String reason) {
    /** How far an exception reaches. */
    public enum Lasts {
        /** No longer than said. */
        NO_LONGER("no longer"),
        /** As long again as its cause was in effect, six hours at most: for what is tried later and later. */
        AS_LONG_AGAIN("as long again as it went on, six hours at most"),
        /** For ever, for whatever had begun before its cause ended. */
        FOR_EVER("for ever, of what had begun before");

        private final String words;

        Lasts(String words) {
            this.words = words;
        }

        /** How far, in words. */
        public String words() {
            return words;
        }
    }
}
