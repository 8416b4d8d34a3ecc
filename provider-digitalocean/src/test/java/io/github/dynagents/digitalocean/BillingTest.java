package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillingTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money CHEAP = Money.dollars("0.006");

    @Test
    void eachBegunHourIsPaidForUntilTheEndOf2025() {
        assertThat(Billing.at(NEW_YEAR.minusSeconds(1)).terms(CHEAP)).isEqualTo(BillingTerms.HOURLY);
    }

    @Test
    void eachSecondSinceThenAndAMinuteAtLeast() {
        Money dear = Money.dollars("0.60"); // a cent each minute
        assertThat(Billing.at(NEW_YEAR).terms(dear)).isEqualTo(BillingTerms.PER_SECOND);
    }

    @Test
    void orACentWhereThatIsMoreThanAMinute() {
        BillingTerms terms = Billing.at(NEW_YEAR).terms(CHEAP);
        assertThat(terms.minimum()).isEqualTo(Duration.ofMinutes(100));
        assertThat(terms.cost(CHEAP, NEW_YEAR, NEW_YEAR.plusSeconds(5))).isEqualTo(Money.dollars("0.01"));
    }

    @Test
    void whatIsFreeHasNoMinimumCharge() {
        assertThat(Billing.at(NEW_YEAR).terms(Money.ZERO)).isEqualTo(BillingTerms.PER_SECOND);
    }

    @Test
    void anAccountsOptionsOverrideEachPart() {
        Billing own = Billing.at(NEW_YEAR)
                .overriddenBy(Settings.of(Map.of(
                        "billing-increment", Duration.ofMinutes(1),
                        "billing-minimum", Duration.ofMinutes(10),
                        "billing-minimum-charge", Money.ZERO)));
        assertThat(own.terms(CHEAP)).isEqualTo(new BillingTerms(Duration.ofMinutes(1), Duration.ofMinutes(10)));
        assertThat(Billing.at(NEW_YEAR).overriddenBy(Settings.of(Map.of()))).isEqualTo(Billing.at(NEW_YEAR));
    }
}
