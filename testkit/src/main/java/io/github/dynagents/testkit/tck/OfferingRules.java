package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sold can be compared by money. */
interface OfferingRules extends Rules {
    private List<Offering> offerings() {
        List<Offering> offerings = bench().gets("offerings", bench().cloud()::offerings);
        assertFalse(offerings.isEmpty(), "nothing is sold");
        return offerings;
    }

    @Test
    default void everyOfferingHasAPriceOfAnHourInDollars() {
        for (Offering offering : offerings()) {
            Money price = offering.perHour();
            assertTrue(price.isMoreThan(Money.ZERO), () -> offering.id() + " costs nothing: " + price);
            assertTrue(
                    Money.dollars("10000").isMoreThan(price),
                    () -> offering.id() + " costs " + price + " an hour: is that in dollars?");
        }
    }

    @Test
    default void everyOfferingSaysHowTimeBecomesMoney() {
        for (Offering offering : offerings()) {
            Duration increment = offering.terms().increment();
            Duration minimum = offering.terms().minimum();
            assertAll(
                    () -> assertTrue(
                            increment.compareTo(Duration.ofDays(31)) <= 0,
                            () -> offering.id() + " rounds up to " + increment),
                    () -> assertTrue(
                            minimum.compareTo(Duration.ofDays(366)) <= 0,
                            () -> offering.id() + " is paid for at least " + minimum),
                    () -> assertTrue(
                            offering.speed() > 0 && Double.isFinite(offering.speed()),
                            () -> offering.id() + " has the speed " + offering.speed()),
                    () -> assertFalse(
                            offering.usualBoot().isNegative(),
                            () -> offering.id() + " boots in " + offering.usualBoot()));
        }
    }

    @Test
    default void everyOfferingSaysWhatItIs() {
        for (Offering offering : offerings()) {
            assertAll(
                    () -> assertEquals(Bench.TEMPLATE, offering.template(), "the template is the configured one"),
                    () -> assertFalse(offering.type().isBlank(), () -> offering.id() + " has no type"),
                    () -> assertFalse(offering.zone().isBlank(), () -> offering.id() + " has no zone"),
                    () -> assertFalse(offering.platform().os().isBlank(), () -> offering.id() + " has no platform"));
        }
    }

    @Test
    default void offeringsBearTheAccountsNameAndEachItsOwnId() {
        List<Offering> offerings = offerings();
        for (Offering offering : offerings) {
            assertEquals(Bench.ACCOUNT, offering.id().account(), () -> "the account of " + offering.id());
        }
        assertEquals(
                offerings.size(),
                offerings.stream().map(Offering::id).distinct().count(),
                () -> "two offerings have one id: " + Bench.names(offerings, o -> o.id().toString()));
    }

    @Test
    default void offeringsAreTheSameWhenAskedAgainAndAfterReopening() {
        List<Offering> before = offerings();
        assertEquals(before, offerings(), "offerings, asked again");
        bench().reopen();
        assertEquals(before, offerings(), "offerings, after reopening");
    }
}
