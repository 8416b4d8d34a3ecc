package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstTest {
    /** Credits that a type earns in an hour, as the User Guide lists them: a credit is a minute of a vCPU. */
    @ParameterizedTest
    @CsvSource({
        "t3.nano, 2, 6",
        "t3.micro, 2, 12",
        "t3a.small, 2, 24",
        "t4g.medium, 2, 24",
        "t3.large, 2, 36",
        "t3.xlarge, 4, 96",
        "t4g.2xlarge, 8, 192",
        "t2.micro, 1, 6",
        "t2.medium, 2, 24",
        "t2.xlarge, 4, 54"
    })
    void theBaselineIsWhatTheCreditsOfAnHourAreGoodFor(String type, int vcpus, int credits) {
        assertThat(Burst.of(type).orElseThrow().share() * vcpus * 60).isEqualTo(credits);
    }

    @Test
    void theWorstHourKeepsAllProcessorsBusy() {
        assertThat(Burst.of("t3.large").orElseThrow().worst(2)).isEqualTo(Money.dollars("0.07"));
        assertThat(Burst.of("t4g.large").orElseThrow().worst(2)).isEqualTo(Money.dollars("0.056"));
        assertThat(Burst.of("t2.xlarge").orElseThrow().worst(4)).isEqualTo(Money.dollars("0.155"));
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(Burst.of("t9.large")).isEmpty();
        assertThat(Burst.of("t3.gigantic")).isEmpty();
        assertThat(Burst.of("t3")).isEmpty();
    }
}
