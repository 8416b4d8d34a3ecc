package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/gcp-prices.md says of the table holds. */
class GcpPricesDocTest {
    private final PriceTable shipped = PriceTable.shipped();
    private final Shapes shapes = Shapes.shipped();
    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("../docs/gcp-prices.md"));
    }

    @Test
    void itTellsTheDateAndTheSizeOfTheShippedTable() {
        long regions = shipped.rates().all().keySet().stream()
                .map(Priced::region)
                .filter(region -> !region.equals(Priced.EVERYWHERE))
                .distinct()
                .count();
        assertThat(page)
                .contains("The table that is shipped is of " + shipped.date())
                .contains("in " + regions + " regions")
                .contains(": " + shapes.listed().size() + " types");
    }

    @Test
    void itNamesEverySeriesAndDiskOfTheShippedTable() {
        assertThat(shapes.listed().keySet())
                .allSatisfy(type -> assertThat(page).contains("`" + Shapes.series(type) + "`"));
        assertThat(shipped.rates().all().keySet())
                .filteredOn(what -> what.sort() == Priced.Sort.DISK)
                .isNotEmpty()
                .allSatisfy(disk -> assertThat(page).contains("`" + disk.name() + "`"));
    }

    @Test
    void itsExampleIsATable() {
        String example = page.split("```\n", -1)[1];
        PriceTable table = PriceRows.read("example", example.lines().toList());
        assertThat(new TablePrices(table, shapes).of("europe-west3", "e2-standard-2", CapacityType.SPOT))
                .contains(new Price(Money.dollars("0.041932"), false));
    }

    @Test
    void itHasEveryKindOfRow() {
        for (Priced.Sort sort : Priced.Sort.values()) {
            assertThat(page).contains("| `" + sort.word() + "` |");
        }
    }
}
