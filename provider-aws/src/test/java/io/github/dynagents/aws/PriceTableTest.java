package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("own.csv"), List.of(lines));
    }

    @Test
    void theShippedOneHasUsualTypesAndIsDated() {
        PriceTable table = PriceTable.shipped();
        assertThat(table.date()).isEqualTo("2026-02-09");
        assertThat(table.find(Priced.instance("us-east-1", "t4g.medium"))).contains(Money.dollars("0.0336"));
        assertThat(table.find(Priced.instance("us-east-1", "c8g.16xlarge"))).contains(Money.dollars("2.55232"));
        assertThat(table.find(Priced.volume("eu-central-1", "gp3"))).contains(Money.dollars("0.0952"));
        assertThat(table.find(Priced.instance("mars-1", "t4g.medium"))).isEmpty();
    }

    @Test
    void anAddressCostsTheSameInAllRegions() {
        assertThat(PriceTable.shipped().find(Priced.address("eu-north-1"))).contains(Money.dollars("0.005"));
    }

    @Test
    void ofOneFamilyTwiceTheSizeIsTwiceThePrice() {
        PriceTable.shipped().prices().forEach((what, price) -> {
            if (what.name().endsWith(".2xlarge")) {
                Priced half = Priced.instance(what.region(), what.name().replace(".2xlarge", ".xlarge"));
                Money expected = PriceTable.shipped().find(half).orElseThrow().times(2);
                assertThat(price.inDollars() / expected.inDollars())
                        .as(what.name())
                        .isBetween(0.999, 1.001);
            }
        });
    }

    @Test
    void aUsersOwnIsReadWithCommentsAndSpaces() throws IOException {
        PriceTable table = PriceTable.read(file(
                "# mine",
                "# date: 2026-10-01",
                "",
                "region,kind,name,dollars",
                "eu-west-1, instance, m7i.large, 0.11235"));
        assertThat(table.date()).isEqualTo("2026-10-01");
        assertThat(table.find(Priced.instance("eu-west-1", "m7i.large"))).contains(new Money(112_350));
        assertThat(table).hasToString("the price table of 2026-10-01 (" + folder.resolve("own.csv") + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu-west-1,instance,m7i.large | there must be four fields",
                "eu-west-1,machine,m7i.large,1 | the kind must be instance, volume or address, not \"machine\"",
                "eu-west-1,instance,m7i.large,1e3 | no amount of dollars: \"1e3\"",
                "eu-west-1,instance,m7i.large,0.0 | a price must be more than zero",
                ",instance,m7i.large,1 | region and name must not be empty",
                "eu-west-1,instance,c7i.large,1 | there is a price of c7i.large in eu-west-1 already",
                "# date: yesterday | could not be parsed"
            })
    void anErrorNamesFileAndLine(String line, String what) throws IOException {
        Path file = file(
                "# date: 2026-10-01", "region,kind,name,dollars", "eu-west-1,instance,c7i.large,0.1", line.strip());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(file))
                .withMessageStartingWith(file + ":4: ")
                .withMessageContaining(what);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        Path undated = file("region,kind,name,dollars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(undated))
                .withMessageContaining("it says not of when its prices are");
        Path headless = file("# date: 2026-10-01", "eu-west-1,instance,c7i.large,0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(headless))
                .withMessage(headless + ":2: the first line must be region,kind,name,dollars");
        Path missing = folder.resolve("missing.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(missing))
                .withMessageContaining("option \"price-table\": " + missing + " cannot be read");
    }

    @Test
    void whatIsPrintedCanBeRead() throws IOException {
        PriceTable table = PriceTable.shipped();
        Path file = file(table.lines().toArray(String[]::new));
        assertThat(PriceTable.read(file).prices()).isEqualTo(table.prices());
        assertThat(PriceTable.read(file).date()).isEqualTo(table.date());
    }

    @Test
    void aFreshOneIsMadeOfWhatThePricingApiSays() throws Failure {
        try (PriceSite site = new PriceSite()) {
            site.market
                    .lists(FakeProduct.instance("us-east-1", "m7i.large", "0.1008000000"))
                    .lists(FakeProduct.instance("us-east-1", "m7i.xlarge", "0.2016000000"))
                    .lists(FakeProduct.instance("us-east-1", "m7i-flex.large", "0.0957600000"))
                    .lists(FakeProduct.instance("us-east-1", "c7i.large", "0.0892500000"))
                    .lists(FakeProduct.volume("us-east-1", "gp3", "0.0800000000"))
                    .lists(FakeProduct.vpc("us-east-1", "USE1-PublicIPv4:InUseAddress", "0.0050000000"))
                    .lists(FakeProduct.vpc("us-east-1", "USE1-VpcEndpoint-Hours", "0.0100000000"));
            PriceTable fresh = FreshPrices.of(site.api(), List.of("us-east-1"), List.of("m7i.*", "c7i.large"), TODAY);
            assertThat(fresh.lines())
                    .containsExactly(
                            "# date: 2026-11-25",
                            "region,kind,name,dollars",
                            "us-east-1,instance,c7i.large,0.08925",
                            "us-east-1,instance,m7i.large,0.1008",
                            "us-east-1,instance,m7i.xlarge,0.2016",
                            "us-east-1,volume,gp3,0.08",
                            "us-east-1,address,ipv4,0.005");
        }
    }

    @Test
    void aPatternThatNothingIsLikeIsTold() {
        try (PriceSite site = new PriceSite()) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> FreshPrices.of(site.api(), List.of("us-east-1"), List.of("m7*"), TODAY))
                    .withMessage("the price list has no type like [m7*] in us-east-1");
        }
    }
}
