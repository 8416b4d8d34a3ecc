package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import java.time.Instant;
import java.util.List;

/** One line of a recording. */
sealed interface Line {
    /**
     * The first line.
     *
     * @param format how the others are written
     * @param by the version of this program
     */
    record Format(int format, String by) implements Line {}

    /**
     * The second line: what everything begins with.
     *
     * @param looking whether it only looks, and does nothing
     */
    record Begun(Instant start, boolean looking, Fleet fleet) implements Line {}

    /** What came in. */
    record Seen(Observation seen, List<Outcome> outcomes) implements Line {}

    /**
     * A tick has decided upon all that came in so far.
     *
     * @param digest tells whether a replay decides the same
     */
    record Decided(String digest) implements Line {}

    /**
     * Of all that was written once and may be referred to, only these are kept; from now on they have the numbers 0, 1
     * and so on. It bounds what a reader and a writer must remember.
     */
    record Kept(List<Integer> numbers) implements Line {}
}
