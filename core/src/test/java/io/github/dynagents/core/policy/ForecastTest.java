package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Beats;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Supply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final double CHEAP = 0.10;

    private static Forecast forecast(Beats beats, double worth, double perHour, BillingTerms terms) {
        Pool pool = Pool.builder("linux", "ci", List.of(Supply.parse("cloud")))
                .slots(1)
                .worth(Money.dollars(worth))
                .build();
        return new Forecast(beats.rhythm(), beats.now(), pool, new Price(Money.dollars(perHour), terms), Beats.BOOT);
    }

    private static Forecast bySecond(Beats beats, double worth, double perHour) {
        return forecast(beats, worth, perHour, BillingTerms.PER_SECOND);
    }

    private static Forecast hourly(Beats beats, double worth, double perHour) {
        return forecast(beats, worth, perHour, BillingTerms.HOURLY);
    }

    /** Now and then, every ten minutes or so. */
    private static Beats often() {
        Beats beats = new Beats();
        for (int i = 0; i < 40; i++) {
            beats.jobs(1, MINUTE).idle(Duration.ofMinutes(1 + i * 5 % 19));
        }
        return beats.jobs(1, MINUTE).idle(MINUTE);
    }

    /** Twice a month. */
    private static Beats seldom() {
        Beats beats = new Beats();
        for (int i = 0; i < 4; i++) {
            beats.jobs(1, MINUTE).idle(DAY.multipliedBy(11 + i * 3 % 5));
        }
        return beats;
    }

    @Test
    void aMachineThatIsNeededEveryTenMinutesIsHeld() {
        assertThat(bySecond(often(), 10, CHEAP).keep(1)).isPositive();
        assertThat(hourly(often(), 10, CHEAP).keep(1)).isPositive();
    }

    @Test
    void aMachineThatIsHardlyEverNeededIsNotHeld() {
        assertThat(bySecond(seldom(), 10, CHEAP).keep(1)).isNotPositive();
        assertThat(hourly(seldom(), 10, CHEAP).keep(1)).isNotPositive();
    }

    @Test
    void aMachineThatWasNeverNeededIsNeitherHeldNorBought() {
        for (int worth : new int[] {1, 1000}) {
            assertThat(bySecond(often(), worth, CHEAP).keep(2)).isNegative();
            assertThat(bySecond(often(), worth, CHEAP).ahead(2)).isNegative();
            assertThat(hourly(often(), worth, CHEAP).ahead(2)).isNegative();
        }
    }

    @Test
    void whereWaitingCostsNothingNothingIsHeldByTheSecond() {
        assertThat(bySecond(often(), 0, CHEAP).keep(1)).isNotPositive();
    }

    /** By the second the gain itself may rise at first: what is let go, and bought again, boots at the dearer price. */
    @Test
    void dearerMachinesAreHeldLess() {
        boolean isHeld = true;
        double hourly = Double.POSITIVE_INFINITY;
        for (double price = 0.05; price < 200; price *= 2) {
            double gain = bySecond(often(), 10, price).keep(1);
            assertThat(isHeld || gain <= 0).as("$%s an hour", price).isTrue();
            isHeld = gain > 0;
            assertThat(hourly(often(), 10, price).keep(1)).isLessThan(hourly);
            hourly = hourly(often(), 10, price).keep(1);
        }
        assertThat(isHeld).isFalse();
        assertThat(hourly).isNegative();
    }

    @Test
    void moreWorthNeverHoldsLess() {
        for (Beats beats : List.of(often(), seldom(), new Beats().every(HOUR, MINUTE, 20))) {
            double bySecond = Double.NEGATIVE_INFINITY;
            double hourly = Double.NEGATIVE_INFINITY;
            double ahead = Double.NEGATIVE_INFINITY;
            for (double worth = 0; worth < 500; worth = 2 * worth + 0.5) {
                assertThat(bySecond(beats, worth, CHEAP).keep(1)).isGreaterThanOrEqualTo(bySecond);
                assertThat(hourly(beats, worth, CHEAP).keep(1)).isGreaterThanOrEqualTo(hourly);
                assertThat(bySecond(beats, worth, CHEAP).ahead(1)).isGreaterThanOrEqualTo(ahead);
                bySecond = bySecond(beats, worth, CHEAP).keep(1);
                hourly = hourly(beats, worth, CHEAP).keep(1);
                ahead = bySecond(beats, worth, CHEAP).ahead(1);
            }
        }
    }

    /** Every six hours, to the second: not an hour before, but about a boot. */
    @Test
    void aMachineIsBoughtForClockworkAboutABootBeforeItsTime() {
        Duration period = HOUR.multipliedBy(6);
        Beats beats = new Beats().every(period, MINUTE, 12).jobs(1, MINUTE).idle(period.minus(MINUTE.multipliedBy(61)));
        assertThat(bySecond(beats, 10, CHEAP).ahead(1)).isNotPositive();
        Duration before = MINUTE.multipliedBy(60);
        while (bySecond(beats, 10, CHEAP).ahead(1) <= 0 && before.compareTo(MINUTE) > 0) {
            beats.idle(Duration.ofSeconds(15));
            before = before.minusSeconds(15);
        }
        assertThat(before).isBetween(Beats.BOOT, Duration.ofMinutes(10));
    }

    @Test
    void theHourIsBoughtForClockworkOnlyIfItSavesEnoughOfIt() {
        Duration period = HOUR.multipliedBy(6);
        Beats beats = new Beats().every(period, MINUTE, 12).jobs(1, MINUTE).idle(period.minus(MINUTE.multipliedBy(3)));
        assertThat(hourly(beats, 60, CHEAP).ahead(1)).isPositive();
        assertThat(hourly(beats, 0.5, CHEAP).ahead(1)).isNotPositive();
    }

    @Test
    void theRestOfAnHourIsWorthMoreTheMoreWorkComes() {
        double often = bySecond(often(), 2, CHEAP).worthOfRest(1, HOUR);
        double seldom = bySecond(seldom(), 2, CHEAP).worthOfRest(1, HOUR);
        assertThat(often).isGreaterThan(2 * seldom);
        assertThat(seldom).isBetween(0.0, 0.5);
        assertThat(bySecond(often(), 2, CHEAP).worthOfRest(2, HOUR)).isZero();
    }

    @Test
    void withoutWorthTheRestIsAShareOfTheHour() {
        assertThat(bySecond(often(), 0, CHEAP).worthOfRest(1, HOUR)).isBetween(0.5, 1.0);
        assertThat(bySecond(often(), 60, CHEAP).worthOfRest(1, HOUR)).isGreaterThan(2);
        assertThat(bySecond(often(), 0, 5).worthOfRest(1, HOUR))
                .isCloseTo(bySecond(often(), 0, CHEAP).worthOfRest(1, HOUR), within(1e-9));
    }
}
