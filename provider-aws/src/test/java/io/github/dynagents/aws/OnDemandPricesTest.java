package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class OnDemandPricesTest {
    private static final Priced M7I = Priced.instance(PriceSite.REGION, "m7i.large");
    private static final Priced GP3 = Priced.volume(PriceSite.REGION, "gp3");
    private static final Money SHIPPED = Money.dollars("0.1008");
    private static final Money ASKED = Money.dollars("0.2");

    @AutoClose
    private final PriceSite site = new PriceSite();

    private static Prices of(OnDemandPrices prices, Priced... what) throws Failure {
        return prices.of(new TreeSet<>(List.of(what)));
    }

    private FakeProduct listed() {
        return FakeProduct.instance(PriceSite.REGION, "m7i.large", "0.2000000000");
    }

    @Test
    void pricesAreAskedFor() throws Failure {
        site.market.lists(listed()).lists(FakeProduct.volume(PriceSite.REGION, "gp3", "0.09"));
        Prices prices = of(site.onDemand(), M7I, GP3);
        assertThat(prices.find(M7I)).contains(ASKED);
        assertThat(prices.find(GP3)).contains(Money.dollars("0.09"));
        assertThat(prices.source()).isEqualTo("prices: AWS's Pricing API, 2026-11-25");
        assertThat(site.logged).isEmpty();
    }

    @Test
    void onceADay() throws Failure {
        site.market.lists(listed());
        OnDemandPrices prices = site.onDemand();
        of(prices, M7I);
        site.pass(Duration.ofHours(23));
        of(prices, M7I);
        assertThat(site.market.asked()).hasSize(1);
        site.pass(Duration.ofHours(1));
        of(prices, M7I);
        assertThat(site.market.asked()).hasSize(2);
    }

    @Test
    void withoutLeaveToAskTheTableServesAndThatIsTold() throws Failure {
        site.market.lists(listed()).refuses("AccessDeniedException");
        OnDemandPrices prices = site.onDemand();
        assertThat(of(prices, M7I).find(M7I)).contains(SHIPPED);
        assertThat(of(prices, M7I).source())
                .isEqualTo("prices: the price table of 2026-02-09 (shipped with this plugin);"
                        + " the Pricing API cannot be asked: looking up the price of m7i.large in us-east-1: refused");
        assertThat(site.logged)
                .containsExactly("INFO the Pricing API cannot be asked (looking up the price of m7i.large in us-east-1:"
                        + " refused): going by the price table of 2026-02-09 (shipped with this plugin) until it can");
    }

    @Test
    void itIsAskedAgainAfterAnHour() throws Failure {
        site.market.lists(listed()).refuses("AccessDeniedException");
        OnDemandPrices prices = site.onDemand();
        of(prices, M7I);
        site.pass(Duration.ofMinutes(59));
        of(prices, M7I);
        assertThat(site.market.asked()).hasSize(1);
        site.pass(Duration.ofMinutes(1));
        of(prices, M7I);
        assertThat(site.market.asked()).hasSize(2);
        assertThat(site.logged).hasSize(1);
        site.market.refuses("");
        site.pass(Duration.ofHours(1));
        assertThat(of(prices, M7I).find(M7I)).contains(ASKED);
    }

    @Test
    void whatWasAnsweredIsGoneByWhileItCannotBeAsked() throws Failure {
        site.market.lists(listed());
        OnDemandPrices prices = site.onDemand();
        of(prices, M7I);
        site.market.refuses("AccessDeniedException");
        site.pass(Duration.ofDays(2));
        assertThat(of(prices, M7I).find(M7I)).contains(ASKED);
        assertThat(of(prices, M7I).source()).startsWith("prices: AWS's Pricing API, 2026-11-25; since then");
    }

    @Test
    void whatItDoesNotListIsOfTheTable() throws Failure {
        site.market.lists(FakeProduct.volume(PriceSite.REGION, "gp3", "0.09"));
        Prices prices = of(site.onDemand(), M7I, GP3);
        assertThat(prices.find(M7I)).contains(SHIPPED);
        assertThat(prices.find(GP3)).contains(Money.dollars("0.09"));
        assertThat(prices.source())
                .isEqualTo("prices: AWS's Pricing API, 2026-11-25; those of m7i.large in us-east-1: the price table of"
                        + " 2026-02-09 (shipped with this plugin); the Pricing API has no price of them");
    }

    @Test
    void ofSeveralPricesTheHighestHolds() throws Failure {
        site.market
                .lists(FakeProduct.instance(PriceSite.REGION, "m7i.large", "0.0000000000"))
                .lists(listed())
                .lists(FakeProduct.instance(PriceSite.REGION, "m7i.large", "0.1008000000"))
                .lists(FakeProduct.instance(PriceSite.REGION, "m7i.large", "7.0")
                        .with("tenancy", "Dedicated"))
                .lists(FakeProduct.instance("eu-west-1", "m7i.large", "8.0"));
        assertThat(of(site.onDemand(), M7I).find(M7I)).contains(ASKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "99999999999999999999"})
    void anAbsurdAnswerIsNone(String price) throws Failure {
        site.market.lists(FakeProduct.instance(PriceSite.REGION, "m7i.large", price));
        Prices prices = of(site.onDemand(), M7I);
        assertThat(prices.find(M7I)).contains(SHIPPED);
        assertThat(prices.source()).contains("the answer is not what the Pricing API answers");
    }

    @Test
    void anotherCurrencyIsNoPrice() throws Failure {
        site.market.lists(listed().in("CNY"));
        assertThat(of(site.onDemand(), M7I).find(M7I)).contains(SHIPPED);
    }

    @Test
    void whereThereIsNoPricingApiTheTableServes() throws Failure {
        OnDemandPrices prices = new OnDemandPrices(Optional.empty(), PriceTable.shipped(), site.context);
        assertThat(of(prices, M7I).find(M7I)).contains(SHIPPED);
        assertThat(of(prices, M7I).source()).endsWith("there is no Pricing API for this region");
    }

    /** Where it hangs, each look would else end at its deadline, and nothing were ever sold. */
    @Test
    void afterAnInterruptionTheTableServes() throws Failure {
        site.market.lists(listed()).refuses("AccessDeniedException");
        OnDemandPrices prices = site.onDemand();
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(Failure.class).isThrownBy(() -> of(prices, M7I));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(of(prices, M7I).find(M7I)).contains(SHIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-north-1, eu-central-1",
        "eu-central-1, eu-central-1",
        "ap-southeast-2, ap-south-1",
        "us-west-2, us-east-1",
        "sa-east-1, us-east-1",
        "cn-north-1,",
        "us-gov-west-1,",
        "eusc-de-east-1,"
    })
    void itIsAskedWhereItAnswers(String region, String asked) {
        assertThat(PricingApi.regionFor(region))
                .isEqualTo(Optional.ofNullable(asked).map(Region::of));
    }
}
