package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PricesOptionTest {
    @AutoClose
    private final PriceSite site = new PriceSite();

    @TempDir
    Path folder;

    private Optional<Price> price(Map<String, Object> options) throws Failure {
        Map<String, Object> account = new TreeMap<>(options);
        account.put("project", "my-project-123");
        account.put("location", PriceSite.REGION);
        account.put("cluster", "ci");
        account.put("endpoint", site.catalog.address());
        Setup setup = Setup.read(Settings.read(Setup.options(), account));
        try (GoogleClients google = new GoogleClients(setup)) {
            return GcpMachinesFactory.prices(setup, google, site.context)
                    .of(PriceSite.REGION, "e2-standard-2", CapacityType.ON_DEMAND);
        }
    }

    private Path ownTable() throws IOException {
        return Files.write(
                folder.resolve("own.csv"),
                List.of(
                        "# date: 2026-10-01",
                        "region,kind,name,on-demand,spot",
                        PriceSite.REGION + ",machine,e2-standard-2,0.5,"));
    }

    @Test
    void nobodyIsAskedUnlessThatIsWanted() throws Failure {
        assertThat(price(Map.of())).contains(new Price(Money.dollars("0.086336"), false));
        assertThat(site.catalog.asked()).isEmpty();
    }

    @Test
    void theCatalogIsAskedWhereGooglesServicesAre() throws Failure {
        site.catalog.lists(
                FakeSku.core("E2 Instance", PriceSite.REGION, "1"),
                FakeSku.ram("E2 Instance", PriceSite.REGION, "0.5"));
        assertThat(price(Map.of("prices", "catalog"))).contains(new Price(Money.dollars("6"), true));
    }

    @Test
    void aTableOfTheUsersOwnTakesThePlaceOfTheShippedOne() throws Failure, IOException {
        Price own = new Price(Money.dollars("0.5"), false);
        assertThat(price(Map.of("price-table", ownTable()))).contains(own);
        assertThat(price(Map.of("prices", "catalog", "price-table", ownTable())))
                .as("where the Catalog has no price")
                .contains(own);
    }
}
