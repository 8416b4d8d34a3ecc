package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Not a part of the usual build: 100,000 deaths, for docs/safety.md. */
class DeathNumbers {
    private static final long SEEDS = Long.getLong("dynagents.seeds", 100_000);

    @Test
    void noDeathCostsMoreNorLastsLongerThanWasTold() throws IOException, InterruptedException {
        DeathCampaign campaign = DeathCampaign.run(SEEDS);
        NumbersInDocs.safety().show("deaths", campaign.table());
        assertThat(campaign.exceeded()).isEmpty();
    }
}
