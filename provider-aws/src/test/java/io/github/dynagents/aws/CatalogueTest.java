package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

class CatalogueTest {
    private static final String NOON = "2026-11-25T11:00:00Z";

    @AutoClose
    private final PriceSite site = new PriceSite();

    @BeforeEach
    void aMarket() {
        site.market
                .has(FakeType.of("m7i.large", "us-east-1a", "us-east-1b"))
                .auctions("m7i.large", "us-east-1a", "0.031", NOON)
                .auctions("m7i.large", "us-east-1b", "0.042", NOON)
                .lists(FakeProduct.instance("us-east-1", "m7i.large", "0.1008000000"))
                .lists(FakeProduct.volume("us-east-1", "gp3", "0.0800000000"))
                .lists(FakeProduct.volume("us-east-1", "gp2", "0.1000000000"))
                .lists(FakeProduct.vpc("us-east-1", "USE1-PublicIPv4:InUseAddress", "0.0050000000"))
                .lists(FakeProduct.vpc("us-east-1", "USE1-VpcEndpoint-Hours", "0.0100000000"));
    }

    private List<String> reasons() throws Failure {
        return site.look().leftOut().stream().map(LeftOut::reason).distinct().toList();
    }

    private static List<String> notes(Look look) {
        return Stream.concat(Stream.of(look.prices()), LeftOut.lines(look.leftOut()).stream())
                .toList();
    }

    @Test
    void eachTypeIsOfferedInEachZoneSpotAndOnDemand() throws Failure {
        site.template("volume-size", 73); // at 8 cents a GiB-month that is 8 thousandths an hour
        assertThat(site.sold())
                .containsExactly(
                        "small/m7i.large/us-east-1a/spot 0.039",
                        "small/m7i.large/us-east-1a/on-demand 0.1088",
                        "small/m7i.large/us-east-1b/spot 0.05",
                        "small/m7i.large/us-east-1b/on-demand 0.1088");
    }

    @Test
    void anOfferingTellsAllThatIsKnownOfIt() throws Failure {
        site.template("boot", Duration.ofSeconds(45)).template("speed", 2.0).template("zones", List.of("us-east-1a"));
        assertThat(site.look().offerings()).hasSize(2).first().satisfies(it -> {
            assertThat(it.id().account()).isEqualTo("main");
            assertThat(it.template()).isEqualTo("small");
            assertThat(it.type()).isEqualTo("m7i.large");
            assertThat(it.zone()).isEqualTo("us-east-1a");
            assertThat(it.capacity()).isEqualTo(CapacityType.SPOT);
            assertThat(it.platform()).isEqualTo(Platform.LINUX_AMD64);
            assertThat(it.terms()).isEqualTo(BillingTerms.PER_SECOND);
            assertThat(it.interruptionNotice()).contains(Duration.ofMinutes(2));
            assertThat(it.usualBoot()).isEqualTo(Duration.ofSeconds(45));
            assertThat(it.speed()).isEqualTo(2.0);
        });
    }

    @Test
    void whatIsOursOnDemandIsNotInterrupted() throws Failure {
        site.template("capacity", List.of("on-demand"));
        assertThat(site.look().offerings()).allSatisfy(it -> {
            assertThat(it.capacity()).isEqualTo(CapacityType.ON_DEMAND);
            assertThat(it.interruptionNotice()).isEmpty();
        });
    }

    @Test
    void onDemandAloneNeedsNoSpotPrices() throws Failure {
        site.template("capacity", List.of("on-demand"));
        assertThat(site.look().offerings()).hasSize(2);
        assertThat(site.market.asked()).doesNotContain("DescribeSpotPriceHistory");
    }

    @Test
    void aDiskIsPaidForByTheHourRoundedUp() throws Failure {
        site.template("capacity", List.of("on-demand")).template("volume-type", "gp2"); // 30 GiB: 4109.59 millionths
        assertThat(site.price()).isEqualTo(new Money(100_800 + 4_110));
    }

    @Test
    void soIsAPublicAddress() throws Failure {
        site.account("public-ip", true).template("capacity", List.of("on-demand"));
        assertThat(site.price()).isEqualTo(new Money(100_800 + 3_288 + 5_000));
    }

    @Test
    void theNewestSpotPriceHolds() throws Failure {
        site.market
                .auctions("m7i.large", "us-east-1a", "0.020", "2026-11-25T11:30:00Z")
                .auctions("m7i.large", "us-east-1a", "0.090", "2026-11-25T09:30:00Z");
        assertThat(site.price()).isEqualTo(new Money(20_000 + 3_288));
    }

    @Test
    void aSpotMachineWithoutAPriceIsLeftOut() throws Failure {
        site.market.has(FakeType.of("c7i.large", "us-east-1a"));
        site.template("types", List.of("m7i.large", "c7i.large")).template("zones", List.of("us-east-1a"));
        site.template("capacity", List.of("spot"));
        assertThat(site.look().offerings()).extracting(Offering::type).containsExactly("m7i.large");
        assertThat(reasons()).containsExactly("AWS tells no spot price of it");
    }

    @Test
    void soIsOneThatIsTooDear() throws Failure {
        site.template("capacity", List.of("spot")).template("max-spot-price", Money.dollars("0.031"));
        assertThat(site.look().offerings()).extracting(Offering::zone).containsExactly("us-east-1a");
        assertThat(reasons()).containsExactly("its spot price is more than option \"max-spot-price\", $0.031");
    }

    @Test
    void aTypeThatAZoneDoesNotOfferIsLeftOutThere() throws Failure {
        site.market.has(FakeType.of("c7i.large", "us-east-1b").onDemandOnly());
        site.template("types", List.of("c7i.large"));
        assertThat(site.sold()).containsExactly("small/c7i.large/us-east-1b/on-demand 0.092538");
        assertThat(reasons())
                .containsExactly("EC2 does not sell this type in this zone", "EC2 does not sell this type as spot");
    }

    @Test
    void aZoneWithoutASubnetIsLeftOut() throws Failure {
        site.template("zones", List.of("us-east-1a", "us-east-1f"));
        assertThat(site.look().offerings()).extracting(Offering::zone).containsOnly("us-east-1a");
        assertThat(reasons()).containsExactly("there is no subnet in this zone; name one in option \"subnets\"");
    }

    @Test
    void aTypeThatIsNoneIsLeftOutAndTheOthersServe() throws Failure {
        site.template("types", List.of("m7i.lrage", "m7i.large"));
        assertThat(site.look().offerings()).extracting(Offering::type).containsOnly("m7i.large");
        assertThat(notes(site.look()))
                .endsWith("left out: small on m7i.lrage in us-east-1a, us-east-1b, spot, on-demand:"
                        + " EC2 has no such type in this region");
    }

    @Test
    void aTypeThatIsNoneIsNamedWhereNoOtherIs() {
        site.template("types", List.of("m7i.lrage"));
        Failure failure = Assertions.catchThrowableOfType(Failure.class, site::look);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure)
                .hasMessage("EC2 has none of these types in region us-east-1: m7i.lrage; see option \"types\"");
    }

    @Test
    void aTypeOfAnotherArchitectureThanTheImageIsLeftOut() throws Failure {
        site.market.has(FakeType.of("m7g.large", "us-east-1a").runs("arm64"));
        site.template("types", List.of("m7i.large", "m7g.large")).template("zones", List.of("us-east-1a"));
        site.template("capacity", List.of("on-demand")).image(ArchitectureValues.X86_64);
        assertThat(site.look().offerings()).extracting(Offering::type).containsExactly("m7i.large");
        assertThat(reasons()).containsExactly("the type runs arm64, the template's image x86_64");
    }

    @Test
    void aTypeTellsWhatItRuns() throws Failure {
        site.market.has(FakeType.of("m7g.large", "us-east-1a").runs("arm64"));
        site.market.has(FakeType.of("mac1.metal", "us-east-1a").runs("x86_64_mac"));
        site.template("types", List.of("m7g.large", "mac1.metal")).template("zones", List.of("us-east-1a"));
        site.template("price", Money.dollars("1"));
        assertThat(site.look().offerings()).extracting(Offering::platform).containsOnly(Platform.of("linux", "arm64"));
        assertThat(reasons()).containsExactly("it runs neither x86_64 nor arm64");
    }

    @Test
    void beyondItsCreditsABurstableMachineCostsTheWorst() throws Failure {
        site.market.has(FakeType.of("t3.large", "us-east-1a").burstable(2));
        site.template("types", List.of("t3.large")).template("capacity", List.of("on-demand"));
        assertThat(site.sold())
                .containsExactly("small/t3.large/us-east-1a/on-demand 0.156488"); // 0.0832 + 2 × 0.7 × 0.05
    }

    @Test
    void withinThemItIsSlow() throws Failure {
        site.market.has(FakeType.of("t3.large", "us-east-1a").burstable(2));
        site.template("types", List.of("t3.large")).template("capacity", List.of("on-demand"));
        site.template("credits", "standard").template("speed", 2.0);
        assertThat(site.look().offerings()).singleElement().satisfies(it -> {
            assertThat(it.speed()).isEqualTo(0.6);
            assertThat(it.perHour()).isEqualTo(new Money(83_200 + 3_288));
        });
    }

    @Test
    void aPriceOfTheTemplatesOwnHoldsInPlaceOfAll() throws Failure {
        site.account("public-ip", true).template("price", Money.dollars("0.5"));
        assertThat(site.look().offerings()).extracting(Offering::perHour).containsOnly(Money.dollars("0.5"));
        assertThat(notes(site.look())).containsExactly("prices: as the templates say");
        assertThat(site.market.asked()).doesNotContain("GetProducts");
    }

    @Test
    void anAccountMaySayHowItIsBilled() throws Failure {
        site.account("billing-increment", Duration.ofHours(1)).account("billing-minimum", Duration.ofHours(2));
        assertThat(site.look().offerings())
                .extracting(Offering::terms)
                .containsOnly(new BillingTerms(Duration.ofHours(1), Duration.ofHours(2)));
    }

    @Test
    void whatHasNoPriceIsLeftOutAndItIsSaidWhatToDo() throws Failure {
        site.market.has(FakeType.of("x9i.large", "us-east-1a"));
        site.template("types", List.of("x9i.large")).template("zones", List.of("us-east-1a"));
        site.template("capacity", List.of("on-demand"));
        assertThat(site.look().offerings()).isEmpty();
        assertThat(reasons())
                .containsExactly("the price of x9i.large in us-east-1 is not known: let the account ask the Pricing API"
                        + " (pricing:GetProducts), or give the template a \"price\", or the account a \"price-table\"");
    }

    @Test
    void whatIsLeftOutIsLoggedOnce() throws Failure {
        site.template("types", List.of("m7i.lrage", "m7i.large"));
        Catalogue catalogue = site.catalogue();
        site.look(catalogue);
        site.look(catalogue);
        assertThat(site.logged).singleElement().asString().startsWith("WARNING left out: small on m7i.lrage");
    }
}
