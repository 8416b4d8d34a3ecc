package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What was told before a daemon died is held against the invoice afterwards. {@link DeathNumbers} does the same for
 * 100,000 seeds. With {@code -Ddynagents.seed=N}, that one alone; with {@code -Ddynagents.print=true}, all that happens.
 */
class DeathBoundTest {
    private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("dynagents.seed"));
    private static final long SEEDS = 1000;

    /** A cloud whose marks are live, and whose agents ignore SIGTERM until their grace is over. */
    private static final long TIGHT = 100;

    @Test
    void noDeathCostsMoreNorLastsLongerThanWasTold() throws InterruptedException {
        assumeTrue(ONLY.isEmpty(), "one seed is asked for");
        DeathCampaign campaign = DeathCampaign.run(SEEDS);
        assertThat(campaign.exceeded()).as(campaign::table).isEmpty();
    }

    @Test
    void someDeathCostsNearlyWhatWasTold() {
        DeathResult result = new Deathbed(TIGHT).run();
        assertThat(result.ratio()).hasValueSatisfying(ratio -> assertThat(ratio).isGreaterThan(0.8));
    }

    @Test
    void theSeedThatIsAskedForIsTold() {
        assumeTrue(ONLY.isPresent(), "with -Ddynagents.seed=N");
        DeathResult result = new Deathbed(ONLY.orElseThrow()).run();
        System.out.println(result);
        assertThat(result.exceeded()).isEmpty();
    }
}
