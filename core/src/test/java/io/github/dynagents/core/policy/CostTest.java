package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What one load of jobs costs. All machines here cost $1 an hour and boot in 6 minutes, if nothing else is said. */
final class CostTest {
    private static final Duration BOOT = Duration.ofMinutes(6);
    private static final BillingTerms EXACT = new BillingTerms(Duration.ofSeconds(1), Duration.ZERO);
    private static final BillingTerms DAY = new BillingTerms(Duration.ofSeconds(1), Duration.ofDays(1));
    private static final Offset<Double> CLOSE = within(1e-9);

    private static Offering at(String price, BillingTerms terms, double speed) {
        return Offering.builder(new OfferingId("cloud", "one"), "one", Money.dollars(price))
                .terms(terms)
                .speed(speed)
                .build();
    }

    private static Cost cost(BillingTerms terms, double workHours, double interruptedPerHour, double restShare) {
        return Cost.of(
                at("1", terms, 1),
                new Load(2, Duration.ofSeconds(StrictMath.round(workHours * 3600)), 1),
                BOOT,
                Money.dollars("2"),
                interruptedPerHour,
                restShare);
    }

    @Test
    void bootAndWorkArePaid() {
        assertThat(cost(EXACT, 0.4, 0, 0).paid()).isEqualTo(0.5, CLOSE);
    }

    @Test
    void jobsWaitUntilTheyBegin() {
        assertThat(cost(EXACT, 0.4, 0, 0).waiting()).isEqualTo(2 * 2 * 0.1, CLOSE);
    }

    @Test
    void theRoundsOfOneMachineWaitForEachOther() {
        Cost three = Cost.of(at("1", EXACT, 1), new Load(2, Duration.ofMinutes(24), 3), BOOT, Money.dollars("2"), 0, 0);
        assertThat(three.paid()).isEqualTo(0.1 + 3 * 0.4, CLOSE);
        assertThat(three.waiting()).isEqualTo(2 * 2 * (3 * 0.1 + 0 + 0.4 + 0.8), CLOSE);
    }

    @Test
    void aFastMachineIsPaidForLessTime() {
        Cost fast = Cost.of(at("1", EXACT, 2), new Load(1, Duration.ofMinutes(24), 1), BOOT, Money.dollars("2"), 0, 0);
        assertThat(fast.paid()).isEqualTo(0.3, CLOSE);
        assertThat(fast.waiting()).isEqualTo(0.2, CLOSE);
    }

    @Test
    void aBegunHourIsPaidInFull() {
        assertThat(cost(BillingTerms.HOURLY, 0.4, 0, 0).paid()).isEqualTo(1, CLOSE);
        assertThat(cost(BillingTerms.HOURLY, 1.0, 0, 0).paid()).isEqualTo(2, CLOSE);
    }

    @Test
    void theMinimumIsPaidInAnyCase() {
        assertThat(cost(DAY, 0.4, 0, 0).paid()).isEqualTo(24, CLOSE);
        assertThat(cost(DAY, 30, 0, 0).paid()).isEqualTo(30.1, CLOSE);
    }

    @Test
    void whatTheUnusedRestIsWorthToLaterJobsIsNotCharged() {
        assertThat(cost(DAY, 0.4, 0, 0.5).paid()).isEqualTo(0.5 + 23.5 / 2, CLOSE);
        assertThat(cost(DAY, 0.4, 0, 1).paid()).isEqualTo(0.5, CLOSE);
        assertThat(cost(DAY, 0.4, 0, 7)).describedAs("at most its price").isEqualTo(cost(DAY, 0.4, 0, 1));
    }

    @Test
    void anInterruptionCostsHalfTheWorkAndAnotherBootInMachineTimeAndInWaiting() {
        assertThat(cost(EXACT, 0.4, 0.1, 0).interruptions()).isEqualTo(0.1 * 0.5 * (0.2 + 0.1) * (1 + 2 * 2), CLOSE);
    }

    @Test
    void absurdFiguresGiveAnAnswer() {
        Offering crawls = at("999999999", DAY, 1e-300);
        Cost cost = Cost.of(
                crawls,
                new Load(9, Duration.ofDays(100_000), 99),
                Duration.ofDays(9),
                Money.dollars("999999999"),
                1,
                0);
        assertThat(cost.total()).isPositive();
        assertThat(cost.beyond(cost)).isNotNull();
    }
}
