package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CatalogPricesTest {
    private static final String TYPE = "e2-standard-4";
    private static final Price SHIPPED = new Price(Money.dollars("0.172672"), false);
    private static final Price ASKED = new Price(Money.dollars("5.6"), true);

    @AutoClose
    private final PriceSite site = new PriceSite();

    /** Four vCPUs at $1, and 16 GiB at ten cents. */
    private void listsMachines() {
        site.catalog.lists(
                FakeSku.core("E2 Instance", PriceSite.REGION, "1"),
                FakeSku.ram("E2 Instance", PriceSite.REGION, "0.1"));
    }

    private Optional<Price> price() throws Failure {
        return site.prices.of(PriceSite.REGION, TYPE, CapacityType.ON_DEMAND);
    }

    @Test
    void pricesAreAskedFor() throws Failure {
        listsMachines();
        site.catalog.lists(
                FakeSku.core("Spot Preemptible E2 Instance", PriceSite.REGION, "0.5"),
                FakeSku.ram("Spot Preemptible E2 Instance", PriceSite.REGION, "0.05"),
                FakeSku.disk("Balanced PD Capacity in Frankfurt", PriceSite.REGION, "0.73"),
                FakeSku.address("Spot Preemptible VM", "0.001"));
        assertThat(price()).contains(ASKED);
        assertThat(site.prices.of(PriceSite.REGION, TYPE, CapacityType.SPOT))
                .contains(new Price(Money.dollars("2.8"), true));
        assertThat(site.prices.disk(PriceSite.REGION, "pd-balanced", 50)).contains(Money.dollars("0.05"));
        assertThat(site.prices.address(CapacityType.SPOT)).contains(Money.dollars("0.001"));
        assertThat(site.prices.asOf()).isEqualTo("2026-11-25");
        assertThat(site.prices.source())
                .isEqualTo("prices: Google's Cloud Billing Catalog, 2026-11-25; what it has not:"
                        + " the price table of 2026-07-30 (shipped with this plugin)");
        assertThat(site.logged).isEmpty();
    }

    @Test
    void allPagesOfComputeEngineAreAskedForInDollars() throws Failure {
        listsMachines();
        price();
        assertThat(site.catalog.asked()).hasSize(2).allSatisfy(request -> {
            assertThat(request.getParent()).isEqualTo("services/6F81-5844-456A");
            assertThat(request.getCurrencyCode()).isEqualTo("USD");
        });
    }

    @Test
    void someTimesADay() throws Failure {
        listsMachines();
        price();
        site.pass(Duration.ofHours(5));
        price();
        assertThat(site.catalog.asked()).hasSize(2);
        site.pass(Duration.ofHours(1));
        price();
        assertThat(site.catalog.asked()).hasSize(4);
    }

    @Test
    void whatItHasNotIsOfTheTable() throws Failure {
        listsMachines();
        assertThat(site.prices.of("us-central1", TYPE, CapacityType.ON_DEMAND))
                .contains(new Price(Money.dollars("0.134023"), false));
        assertThat(site.prices.disk("us-central1", "pd-balanced", 73)).contains(Money.dollars("0.01"));
        assertThat(site.prices.address(CapacityType.SPOT)).contains(Money.dollars("0.0025"));
        assertThat(site.prices.of("mars-north1", TYPE, CapacityType.ON_DEMAND)).isEmpty();
    }

    @Test
    void vcpusWithoutMemoryAreNoPrice() throws Failure {
        site.catalog.lists(FakeSku.core("E2 Instance", PriceSite.REGION, "1"));
        assertThat(price()).contains(SHIPPED);
    }

    @Test
    void customMachinesArePricedByTheirOwnRates() throws Failure {
        listsMachines();
        site.catalog.lists(
                FakeSku.core("E2 Custom Instance", PriceSite.REGION, "2"),
                FakeSku.ram("E2 Custom Instance", PriceSite.REGION, "0.2"));
        assertThat(site.prices.of(PriceSite.REGION, "e2-custom-2-5120", CapacityType.ON_DEMAND))
                .contains(new Price(Money.dollars("5"), true));
    }

    @Test
    void withoutLeaveToAskTheTableServesAndThatIsTold() throws Failure {
        listsMachines();
        site.catalog.refuses(Status.PERMISSION_DENIED.withDescription("the API is off"));
        assertThat(price()).contains(SHIPPED);
        assertThat(site.prices.asOf()).isEqualTo("2026-07-30");
        assertThat(site.prices.source())
                .startsWith(
                        "prices: the price table of 2026-07-30 (shipped with this plugin); they cannot be asked for:"
                                + " reading Google's Cloud Billing Catalog: ")
                .contains("the API is off");
        assertThat(site.logged)
                .singleElement()
                .asString()
                .startsWith("INFO Google's prices cannot be asked for (reading Google's Cloud Billing Catalog: ")
                .endsWith("): going by the price table of 2026-07-30 (shipped with this plugin) until they can");
    }

    @Test
    void itIsAskedAgainAfterAnHour() throws Failure {
        listsMachines();
        site.catalog.refuses(Status.UNAVAILABLE);
        price();
        site.pass(Duration.ofMinutes(59));
        price();
        assertThat(site.catalog.asked()).hasSize(1);
        site.pass(Duration.ofMinutes(1));
        price();
        assertThat(site.catalog.asked()).hasSize(2);
        assertThat(site.logged).as("told once").hasSize(1);
        site.catalog.answers();
        site.pass(Duration.ofHours(1));
        assertThat(price()).contains(ASKED);
    }

    @Test
    void whatWasAnsweredIsGoneByWhileItCannotBeAsked() throws Failure {
        listsMachines();
        price();
        site.catalog.refuses(Status.UNAVAILABLE);
        site.pass(Duration.ofDays(2));
        assertThat(price()).contains(ASKED);
        assertThat(site.prices.asOf()).isEqualTo("2026-11-25");
        assertThat(site.prices.source())
                .startsWith("prices: Google's Cloud Billing Catalog, 2026-11-25; they cannot be asked for: ");
    }

    @Test
    void aNewAnswerTakesThePlaceOfTheOldOne() throws Failure {
        listsMachines();
        price();
        site.catalog.forgets().lists(FakeSku.core("N2 Instance", PriceSite.REGION, "1"));
        site.pass(Duration.ofDays(1));
        assertThat(price()).contains(SHIPPED);
        assertThat(site.prices.asOf()).isEqualTo("2026-11-26");
    }

    @Test
    void anAnswerWithoutAnyPriceIsNone() throws Failure {
        assertThat(price()).contains(SHIPPED);
        assertThat(site.prices.source()).contains("it has no price that is known here");
    }

    @Test
    void aCatalogWithoutEndIsGivenUp() throws Failure {
        for (int page = 0; page <= 500; page++) {
            site.catalog.lists(FakeSku.core("E2 Instance", PriceSite.REGION, "1"));
        }
        assertThat(price()).contains(SHIPPED);
        assertThat(site.catalog.asked()).hasSize(500);
        assertThat(site.prices.source()).contains("it does not end after 500 pages");
    }

    /** A look has a deadline: a long Catalog is read over several, and none of it is gone by before its end. */
    @Test
    void aSlowCatalogIsReadOnAtTheNextLook() throws Failure {
        listsMachines();
        site.catalog.lists(FakeSku.core("N2 Instance", PriceSite.REGION, "1"));
        site.catalog.eachTime(() -> site.pass(Duration.ofSeconds(5)));
        assertThat(price()).contains(SHIPPED);
        assertThat(price()).as("of the same look").contains(SHIPPED);
        assertThat(site.catalog.asked()).hasSize(2);
        assertThat(site.prices.source()).endsWith("; the Catalog is being read");
        site.pass(Duration.ofMinutes(10));
        assertThat(price()).contains(ASKED);
        assertThat(site.catalog.asked()).hasSize(3);
    }

    @Test
    void aCallEndsWhenItsThreadIsInterrupted() throws Exception {
        site.catalog.isSilent();
        FutureTask<Optional<Price>> look = new FutureTask<>(this::price);
        Thread thread = Thread.ofPlatform().start(look);
        site.catalog.waiting.await();
        thread.interrupt();
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(look::get)
                .havingCause()
                .isInstanceOf(Failure.class)
                .withMessageContaining("interrupted at its deadline");
        assertThat(site.catalog.cancelled.await(1, TimeUnit.MINUTES))
                .as("the other side is told")
                .isTrue();
    }

    /** Where it hangs, each look would else end at its deadline, and nothing were ever sold. */
    @Test
    void afterAnInterruptionTheTableServes() throws Failure {
        site.catalog.isSilent();
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(Failure.class).isThrownBy(this::price);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(price()).contains(SHIPPED);
    }

    @Test
    void whoseAccountIsClosedGoesByTheTable() throws Failure {
        listsMachines();
        site.client.close();
        assertThat(price()).contains(SHIPPED);
        assertThat(site.prices.source()).endsWith("the account is closed");
    }
}
