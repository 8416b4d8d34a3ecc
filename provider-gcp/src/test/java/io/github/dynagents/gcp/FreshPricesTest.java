package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynagents.core.spi.Failure;
import io.grpc.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FreshPricesTest {
    @AutoClose
    private final PriceSite site = new PriceSite();

    private PriceTable fresh(String... regions) throws Failure {
        return FreshPrices.of(site.client, List.of(regions), Shapes.shipped(), LocalDate.parse("2026-11-25"));
    }

    @Test
    void aTableIsMadeOfWhatTheCatalogSaysOfSomeRegions() throws Failure {
        site.catalog.lists(
                FakeSku.core("E2 Instance", "us-east1", "0.02181159"),
                FakeSku.core("Spot Preemptible E2 Instance", "us-east1", "0.0065"),
                FakeSku.ram("E2 Instance", "us-east1", "0.002923531"),
                FakeSku.core("N2 Custom Instance", "us-east1", "0.033"),
                FakeSku.core("E2 Instance", "us-west1", "0.03"),
                FakeSku.core("A2 Instance", "us-east1", "0.04"),
                FakeSku.disk("Hyperdisk Balanced Capacity in South Carolina", "us-east1", "0.08"),
                FakeSku.disk("SSD backed PD Capacity", "us-west1", "0.17"),
                FakeSku.address("Standard VM", "0", "0.005"),
                FakeSku.address("Spot Preemptible VM", "0.0025"));
        assertThat(fresh("us-east1").lines())
                .containsExactly(
                        "# date: 2026-11-25",
                        "region,kind,name,on-demand,spot",
                        "*,address,ipv4,0.005,0.0025",
                        "us-east1,vcpu,e2,0.02181159,0.0065",
                        "us-east1,vcpu,n2-custom,0.033,",
                        "us-east1,memory,e2,0.002923531,",
                        "us-east1,disk,hyperdisk-balanced,0.08,");
    }

    @Test
    void aRegionThatItDoesNotKnowIsTold() {
        site.catalog.lists(FakeSku.core("E2 Instance", "us-east1", "0.02"), FakeSku.address("Standard VM", "0.005"));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> fresh("us-east1", "us-eats1"))
                .withMessage("the Catalog has no price in \"us-eats1\": is it a region's name?");
    }

    @Test
    void whyItCannotBeReadIsTold() {
        site.catalog.refuses(Status.PERMISSION_DENIED.withDescription("the API is off"));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> fresh("us-east1"))
                .withMessageStartingWith("reading Google's Cloud Billing Catalog: ")
                .withMessageContaining("the API is off");
    }
}
