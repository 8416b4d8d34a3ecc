package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
    private static final String DATE = "# date: 2026-10-01";
    private static final String HEADER = "region,kind,name,on-demand,spot";

    private final TablePrices shipped = new TablePrices(PriceTable.shipped(), Shapes.shipped());

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("own.csv"), List.of(lines));
    }

    private TablePrices own(String... lines) throws IOException {
        return new TablePrices(PriceTable.of(Optional.of(file(lines))), Shapes.shipped());
    }

    /** The source tells these of types, from which those of the parts were worked out. */
    @ParameterizedTest
    @CsvSource({
        "us-central1, e2-standard-4, 0.134023, 0.080424",
        "us-central1, e2-medium, 0.033506, 0.020106",
        "us-central1, e2-micro, 0.008377, 0.005027",
        "us-central1, n2-standard-4, 0.194236, 0.09212",
        "us-central1, n1-standard-1, 0.0475, 0.016753",
        "us-central1, c2-standard-4, 0.208808, 0.09968",
        "us-central1, t2a-standard-4, 0.154, 0.065568",
        "europe-west3, e2-standard-2, 0.086336, 0.041932"
    })
    void theShippedOneHasUsualTypes(String region, String type, String onDemand, String spot) {
        assertThat(shipped.of(region, type, CapacityType.ON_DEMAND))
                .contains(new Price(Money.dollars(onDemand), false));
        assertThat(shipped.of(region, type, CapacityType.SPOT)).contains(new Price(Money.dollars(spot), false));
    }

    @Test
    void theShippedOneIsDatedAndTellsWhatItIs() {
        assertThat(shipped.asOf()).isEqualTo("2026-07-30");
        assertThat(shipped.source()).isEqualTo("prices: the price table of 2026-07-30 (shipped with this plugin)");
    }

    @Test
    void whatIsNotInItHasNoPrice() {
        assertThat(shipped.of("mars-north1", "e2-standard-4", CapacityType.SPOT))
                .isEmpty();
        assertThat(shipped.of("us-central1", "x9-standard-4", CapacityType.SPOT))
                .isEmpty();
        assertThat(shipped.of("us-central1", "c3-standard-4-lssd", CapacityType.SPOT))
                .as("its SSD costs more than the sum of vCPUs and memory")
                .isEmpty();
        assertThat(shipped.of("us-central1", "n2-custom-4-8192", CapacityType.SPOT))
                .as("custom machines are dearer")
                .isEmpty();
    }

    /** A region that sells no machine of a series has no price of it; every series is sold somewhere. */
    @Test
    void everyListedTypeHasAPriceSomewhere() {
        List<String> regions = shipped.table().rates().all().keySet().stream()
                .map(Priced::region)
                .distinct()
                .toList();
        assertThat(shipped.shapes().listed().keySet())
                .allSatisfy(type -> assertThat(regions).anySatisfy(region -> {
                    assertThat(shipped.of(region, type, CapacityType.ON_DEMAND)).isPresent();
                    assertThat(shipped.of(region, type, CapacityType.SPOT)).isPresent();
                }));
    }

    @Test
    void aMachineOfTwiceTheSizeCostsTwiceAsMuch() {
        Money small = shipped.of("us-east4", "n2d-standard-8", CapacityType.SPOT)
                .orElseThrow()
                .perHour();
        Money large = shipped.of("us-east4", "n2d-standard-16", CapacityType.SPOT)
                .orElseThrow()
                .perHour();
        assertThat(large).isEqualTo(small.times(2));
    }

    /** 100 GiB of a balanced disk: $10 a month of 730 hours, rounded up. */
    @Test
    void aDiskIsPricedByTheHour() {
        assertThat(shipped.disk("us-central1", "pd-balanced", 100)).contains(new Money(13_699));
        assertThat(shipped.disk("us-central1", "pd-standard", 100)).contains(new Money(5_480));
        assertThat(shipped.disk("us-central1", "pd-ssd", 0)).contains(Money.ZERO);
        assertThat(shipped.disk("us-central1", "floppy", 100)).isEmpty();
    }

    @Test
    void anAddressOfASpotMachineIsCheaper() {
        assertThat(shipped.address(CapacityType.ON_DEMAND)).contains(Money.dollars("0.005"));
        assertThat(shipped.address(CapacityType.SPOT)).contains(Money.dollars("0.0025"));
    }

    @Test
    void aUsersOwnIsReadWithCommentsAndSpaces() throws IOException {
        TablePrices own = own(
                "# mine",
                DATE,
                "",
                HEADER,
                "europe-west3, vcpu, e2, 0.02, 0.01",
                "*, memory, e2, 0.003, ",
                "europe-west3, machine, c3-standard-4-lssd, 0.31, 0.12");
        assertThat(own.asOf()).isEqualTo("2026-10-01");
        assertThat(own.source()).isEqualTo("prices: the price table of 2026-10-01 (" + folder.resolve("own.csv") + ")");
        assertThat(own.of("europe-west3", "e2-standard-4", CapacityType.ON_DEMAND))
                .contains(new Price(Money.dollars("0.128"), false));
        assertThat(own.of("europe-west3", "e2-standard-4", CapacityType.SPOT))
                .as("of its memory there is no spot price")
                .isEmpty();
        assertThat(own.of("europe-west3", "c3-standard-4-lssd", CapacityType.SPOT))
                .contains(new Price(Money.dollars("0.12"), false));
        assertThat(own.address(CapacityType.SPOT))
                .as("the shipped one is not gone by")
                .isEmpty();
    }

    @Test
    void thePriceOfATypeGoesBeforeThatOfItsParts() throws IOException {
        TablePrices own = own(
                DATE, HEADER, "us-east1,vcpu,e2,1,", "us-east1,memory,e2,1,", "us-east1,machine,e2-standard-4,0.1,");
        assertThat(own.of("us-east1", "e2-standard-4", CapacityType.ON_DEMAND))
                .contains(new Price(Money.dollars("0.1"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-east1,vcpu,e2,1 | there must be five fields",
                "us-east1,core,e2,1, | the kind must be vcpu, memory, machine, disk or address, not \"core\"",
                "us-east1,vcpu,e2,1e3, | no amount of dollars: \"1e3\"",
                "us-east1,vcpu,e2,-1, | no amount of dollars: \"-1\"",
                "us-east1,vcpu,e2,0.0, | a price must be more than zero, and $1000 at most",
                "us-east1,vcpu,e2,1000.1, | a price must be more than zero, and $1000 at most",
                "us-east1,vcpu,e2,, | there must be a price, on demand or spot",
                "us-east1,disk,pd-ssd,0.1,0.1 | a disk has one price, with any machine",
                "us-east1,address,ipv4,0.1, | an address has one price, in all regions",
                ",vcpu,e2,1, | region and name must not be empty",
                "us-east1,vcpu,n2,,1 | there is a price of vcpu n2 in us-east1 already",
                "# date: yesterday | could not be parsed"
            })
    void anErrorNamesFileAndLine(String line, String what) throws IOException {
        Path file = file(DATE, HEADER, "us-east1,vcpu,n2,0.1,0.1", line.strip());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(file))
                .withMessageStartingWith(file + ":4: ")
                .withMessageContaining(what);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        Path undated = file(HEADER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(undated))
                .withMessageContaining("it says not of when its prices are");
        Path headless = file(DATE, "us-east1,vcpu,n2,0.1,0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(headless))
                .withMessage(headless + ":2: the first line must be " + HEADER);
        Path missing = folder.resolve("missing.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceTable.read(missing))
                .withMessageContaining("option \"price-table\": " + missing + " cannot be read");
    }

    @Test
    void whatIsPrintedCanBeRead() throws IOException {
        PriceTable table = PriceTable.shipped();
        Path file = file(table.lines().toArray(String[]::new));
        assertThat(PriceTable.read(file).rates()).isEqualTo(table.rates());
        assertThat(PriceTable.read(file).date()).isEqualTo(table.date());
    }
}
