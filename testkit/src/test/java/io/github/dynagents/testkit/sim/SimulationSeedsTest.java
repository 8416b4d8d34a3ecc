package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.testkit.fault.FaultKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of simulations. With {@code -Ddynagents.seed=N}, that one alone, told in full.
 */
class SimulationSeedsTest {
    private static final long SEEDS = Long.getLong("dynagents.seeds", 2000);
    private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("dynagents.seed"));

    private static Campaign campaign = new Campaign();

    @BeforeAll
    static void runAll() throws InterruptedException {
        if (ONLY.isEmpty()) {
            campaign = Campaign.run(0, seed -> seed < SEEDS);
            System.out.print(campaign.table());
        }
    }

    @Test
    void noSeedBreaksAnInvariant() {
        assumeTrue(ONLY.isEmpty(), "one seed is asked for");
        assertThat(campaign.failed().keySet())
                .as(() -> campaign.failed().values().stream()
                        .limit(3)
                        .map(SimulationResult::report)
                        .collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    @Test
    void everyKindOfFaultTakesEffectInOneOfAHundredSeeds() {
        assumeTrue(ONLY.isEmpty(), "one seed is asked for");
        assertThat(Arrays.stream(FaultKind.values()).filter(kind -> campaign.share(kind) < 0.01))
                .as(campaign::table)
                .isEmpty();
    }

    @Test
    void theSeedThatIsAskedForIsToldInFull() {
        assumeTrue(ONLY.isPresent(), "with -Ddynagents.seed=N");
        SimulationResult result =
                Simulation.seeded(ONLY.orElseThrow()).timeline().run();
        result.timeline().forEach(System.out::println);
        System.out.println();
        System.out.print(result.report());
        if (!result.violations().isEmpty()) {
            fail(result.violations().toString());
        }
    }
}
