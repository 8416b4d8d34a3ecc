package io.github.dynagents.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BillingTermsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1H",
        "PT1S, PT1H",
        "PT59M59.999999999S, PT1H",
        "PT1H, PT1H",
        "PT1H0.000000001S, PT2H",
        "PT2H, PT2H"
    })
    void aBegunHourIsBilledAndAFullOneIsNotBilledTwice(Duration lived, Duration billed) {
        assertThat(BillingTerms.HOURLY.billed(lived)).isEqualTo(billed);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M", "PT59S, PT1M", "PT1M, PT1M", "PT1M0.1S, PT1M1S", "PT90S, PT90S"})
    void theFirstMinuteIsBilledInAnyCase(Duration lived, Duration billed) {
        assertThat(BillingTerms.PER_SECOND.billed(lived)).isEqualTo(billed);
    }

    @Test
    void aMinimumThatIsNoMultipleIsRoundedUp() {
        BillingTerms terms = new BillingTerms(Duration.ofMinutes(40), Duration.ofHours(1));
        assertThat(terms.billed(Duration.ZERO)).isEqualTo(Duration.ofMinutes(80));
        assertThat(terms.billed(Duration.ofMinutes(81))).isEqualTo(Duration.ofMinutes(120));
    }

    @Test
    void evenWithoutAMinimumNothingIsFree() {
        BillingTerms terms = new BillingTerms(Duration.ofSeconds(1), Duration.ZERO);
        assertThat(terms.billed(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 13:00", "1, 13:00", "3599, 13:00", "3600, 13:00", "3601, 14:00", "7200, 14:00"})
    void itIsPaidUntilTheNextBoundary(long seconds, String until) {
        assertThat(BillingTerms.HOURLY.paidUntil(NOON, NOON.plusSeconds(seconds)))
                .isEqualTo(Instant.parse("2026-03-02T" + until + ":00Z"));
    }

    @Test
    void beforeItsBirthItIsPaidLikeAtItsBirth() {
        assertThat(BillingTerms.HOURLY.paidUntil(NOON, NOON.minusSeconds(7200))).isEqualTo(NOON.plusSeconds(3600));
    }

    @Test
    void aLifeCostsItsBilledTime() {
        Money price = Money.dollars("0.12");
        assertThat(BillingTerms.HOURLY.cost(price, NOON, NOON.plusSeconds(3601)))
                .isEqualTo(Money.dollars("0.24"));
        assertThat(BillingTerms.PER_SECOND.cost(price, NOON, NOON.plusSeconds(90)))
                .isEqualTo(Money.dollars("0.003"));
    }

    @Test
    void whatCannotBeIsRejected() {
        assertThatThrownBy(() -> new BillingTerms(Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BillingTerms(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
