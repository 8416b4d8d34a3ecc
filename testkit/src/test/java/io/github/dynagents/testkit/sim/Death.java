package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A daemon's life and death, as data.
 *
 * @param restart when the daemon is killed and started anew, before it dies for good
 * @param at when it dies for good
 * @param rough whether calls are slow, fail, and lose their answers
 * @param slowest whether everything on the clouds takes as long as is declared at most
 * @param hangs the chance of an agent that ignores SIGTERM
 */
record Death(
        Scenario.CiKind ci,
        List<Account> accounts,
        List<Scenario.PoolSetup> pools,
        Limits limits,
        Safety safety,
        List<Job> jobs,
        Optional<Duration> restart,
        Duration at,
        How how,
        boolean rough,
        boolean slowest,
        double hangs) {
    record Account(String name, Mortal cloud, List<Sold> sold) {}

    record Sold(Scenario.OfferingSetup offering, Boots boots) {}

    enum Boots {
        USUAL,
        SLOW,
        WITHOUT_AGENT,
        NEVER_UP
    }

    record Job(Duration at, String pool, Duration takes) {}

    /** In which way the daemon is not there any more. */
    sealed interface How {}

    record Killed() implements How {}

    /** @param goesOn after how long it is continued, and decides nothing any more; empty for never */
    record Stopped(Optional<Duration> goesOn) implements How {}

    /** From all its clouds; it is killed after so long. */
    record CutOff(Duration lives, boolean hanging) implements How {}

    static final BillingTerms BLOCK = new BillingTerms(Duration.ofSeconds(1), Duration.ofHours(6));
}
