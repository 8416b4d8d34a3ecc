package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OfferingsTest {
    @AutoClose
    private final Site site = new Site();

    private List<Offering> offerings() throws Failure {
        try (Machines machines = site.open()) {
            return machines.offerings();
        }
    }

    @Test
    void eachSizeIsOfferedInEachRegionAtItsPrice() throws Failure {
        site.account("regions", List.of("fra1", "ams3"))
                .template("sizes", List.of("s-1vcpu-512mb-10gb", "s-2vcpu-4gb"));
        assertThat(offerings())
                .extracting(it -> it.id().value() + " " + it.perHour())
                .containsExactly(
                        "small/s-1vcpu-512mb-10gb/fra1 $0.006",
                        "small/s-1vcpu-512mb-10gb/ams3 $0.006",
                        "small/s-2vcpu-4gb/fra1 $0.0357",
                        "small/s-2vcpu-4gb/ams3 $0.0357");
    }

    @Test
    void anOfferingTellsAllThatIsKnownOfIt() throws Failure {
        site.template("boot", Duration.ofSeconds(45)).template("speed", 2.0);
        assertThat(offerings()).singleElement().satisfies(it -> {
            assertThat(it.template()).isEqualTo("small");
            assertThat(it.type()).isEqualTo("s-2vcpu-4gb");
            assertThat(it.zone()).isEqualTo("fra1");
            assertThat(it.perHour()).isEqualTo(Money.dollars("0.03571"));
            assertThat(it.terms().minimum()).isEqualTo(Duration.ofSeconds(1009)); // a cent
            assertThat(it.usualBoot()).isEqualTo(Duration.ofSeconds(45));
            assertThat(it.speed()).isEqualTo(2.0);
        });
    }

    @Test
    void whatIsNotSoldNowIsLeftOut() throws Failure {
        site.account("regions", List.of("fra1", "nyc3", FakeCatalogue.CLOSED_REGION))
                .template("sizes", List.of(FakeCatalogue.OLD_SIZE, FakeCatalogue.NYC_ONLY));
        assertThat(offerings()).extracting(Offering::zone).containsExactly("nyc3");
    }

    @Test
    void aTemplateMayHaveRegionsAndAPriceOfItsOwn() throws Failure {
        site.template("regions", List.of("nyc3")).template("price", Money.dollars("0.5"));
        assertThat(offerings()).extracting(it -> it.zone() + " " + it.perHour()).containsExactly("nyc3 $0.50");
    }

    @Test
    void aSizeThatIsNoMoreIsLeftOutAndTheOthersServe() throws Failure {
        site.template("sizes", List.of("s-3vcpu-4gb", "s-2vcpu-4gb"));
        assertThat(offerings()).extracting(Offering::type).containsExactly("s-2vcpu-4gb");
    }

    @Test
    void aSizeThatIsNoneIsNamedWhereNoOtherIs() {
        site.template("sizes", List.of("s-3vcpu-4gb"));
        Failure failure = Site.failure(this::offerings);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure)
                .hasMessageContaining("template \"small\": DigitalOcean has no size \"s-3vcpu-4gb\"")
                .hasMessageContaining("m-60vcpu-480gb"); // the last of the last page
    }

    @Test
    void aRegionThatIsNoneIsNamed() {
        site.account("regions", List.of("mars1"));
        assertThat(Site.failure(this::offerings))
                .hasMessage("template \"small\": DigitalOcean has no region \"mars1\"; it has ams3, fra1, nyc3, sfo1");
    }

    @Test
    void until2026EachBegunHourIsPaidFor() throws Failure, IOException {
        try (Site then = new Site("2025-12-31T23:59:59Z");
                Machines machines = then.open()) {
            assertThat(machines.offerings())
                    .extracting(it -> it.terms().increment())
                    .containsExactly(Duration.ofHours(1));
        }
    }
}
