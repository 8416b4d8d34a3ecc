package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.MachinesFactory;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What the groups of a contract share. */
interface Rules {
    /** The bench of the test that runs. */
    Bench bench();

    /** One more bench, for tests that need several. */
    Bench newBench();

    /** What discovery finds. */
    List<MachinesFactory> foundFactories();

    /** Each call with each fault, tried once for all tests of a class. */
    List<FaultTrial> trials();

    /** What a rule tries one after the other; where there is nothing to try, its test is shown as skipped, and why. */
    static <T> List<T> some(List<T> what, String missing) {
        Assumptions.assumeFalse(what.isEmpty(), () -> "not tested: the backend makes " + missing);
        return what;
    }

    /** A rule for clouds that grant this; elsewhere its test is shown as skipped, and why. */
    static void appliesWhere(boolean granted, String what) {
        Assumptions.assumeTrue(granted, () -> "does not apply: only where " + what);
    }
}
