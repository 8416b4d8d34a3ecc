package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.CapacityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkusTest {
    private static Rates read(FakeSku... some) {
        Skus skus = new Skus();
        for (FakeSku each : some) {
            skus.add(each.built());
        }
        return skus.rates();
    }

    private static FakeSku core() {
        return FakeSku.core("E2 Instance", "us-east1", "0.5");
    }

    @ParameterizedTest
    @CsvSource({
        "E2 Instance Core running in Frankfurt, VCPU, e2",
        "N1 Predefined Instance Core running in Americas, VCPU, n1",
        "N2D AMD Instance Core running in Salt Lake City, VCPU, n2d",
        "C4A Arm Instance Core running in Northern Virginia, VCPU, c4a",
        "Compute optimized Core running in Americas, VCPU, c2",
        "Compute optimized Instance Core running in Dallas, VCPU, c2",
        "N2 Custom Instance Core running in Paris, VCPU, n2-custom",
        "N2D AMD Custom Instance Core running in Paris, VCPU, n2d-custom",
        "Custom Instance Core running in Americas, VCPU, n1-custom",
        "E2 Instance Ram running in Frankfurt, MEMORY, e2",
        "Compute optimized Ram running in Montreal, MEMORY, c2"
    })
    void partsOfMachinesAreKnownByTheirDescriptions(String description, Priced.Sort sort, String series) {
        String unit = sort == Priced.Sort.VCPU ? "h" : "GiBy.h";
        assertThat(read(core().described(description).unit(unit)).all())
                .containsOnlyKeys(new Priced("us-east1", sort, series, CapacityType.ON_DEMAND));
        assertThat(read(core().described("Spot Preemptible " + description)
                                .unit(unit)
                                .usage("Preemptible"))
                        .all())
                .containsOnlyKeys(new Priced("us-east1", sort, series, CapacityType.SPOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C3 Sole Tenancy Instance Core running in Turin",
                "Sole Tenancy Premium for E2 Instance Core running in Turin",
                "N2 Custom Extended Instance Core running in Paris",
                "Commitment v1: E2 Cpu in Americas for 1 Year",
                "Reserved A2 Instance Core in Oregon",
                "DWS Calendar Mode A3 Instance Core running in Oregon",
                "E2 Instance Core Premium running in Oregon",
                "M3 Memory-optimized Instance Core running in Phoenix",
                "Nvidia L4 GPU attached to Spot Preemptible VMs running in Hong Kong"
            })
    void whatIsDearerOrCheaperIsNotTakenForThem(String description) {
        assertThat(read(core().described(description)).all()).isEmpty();
    }

    @Test
    void commitmentsAreNoPriceOfAnHour() {
        assertThat(read(core().usage("Commit1Yr")).all()).isEmpty();
    }

    @Test
    void onePriceMayBeOfSeveralRegions() {
        Rates rates = read(
                core().regions("us-central1", "us-east1"),
                FakeSku.ram("E2 Instance", "", "0.25").regions("us-central1", "us-east1"));
        for (String region : new String[] {"us-central1", "us-east1"}) {
            assertThat(rates.machine(
                            region, "e2-standard-2", Shapes.shipped().find("e2-standard-2"), CapacityType.ON_DEMAND))
                    .hasValueSatisfying(price -> assertThat(price.inDollars()).isEqualTo(2 * 0.5 + 8 * 0.25));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Storage PD Capacity, pd-standard",
        "Storage PD Capacity in Frankfurt, pd-standard",
        "Balanced PD Capacity in Salt Lake City, pd-balanced",
        "SSD backed PD Capacity, pd-ssd",
        "Hyperdisk Balanced Capacity in Iowa, hyperdisk-balanced"
    })
    void disksAreKnownByTheirDescriptions(String description, String type) {
        assertThat(read(FakeSku.disk(description, "us-east1", "0.1")).all())
                .containsOnlyKeys(Priced.disk("us-east1", type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Regional Balanced PD Capacity",
                "Storage PD Snapshot in US",
                "Hyperdisk Balanced High Availability Capacity in Iowa",
                "Hyperdisk Balanced Storage Pools Capacity in Iowa"
            })
    void otherStorageIsNotTakenForThem(String description) {
        assertThat(read(FakeSku.disk(description, "us-east1", "0.1")).all()).isEmpty();
    }

    /** Google gives the first hours, and the first GiB, free: but not those of the next machine. */
    @Test
    void ofAPriceThatRisesWithUseTheHighestHolds() {
        Rates rates = read(
                FakeSku.address("Standard VM", "0", "0.005"),
                FakeSku.address("Spot Preemptible VM", "0.0025"),
                FakeSku.disk("Storage PD Capacity", "us-east1", "0").priced("0", "0.04"));
        assertThat(rates.address(CapacityType.ON_DEMAND).orElseThrow().inDollars())
                .isEqualTo(0.005);
        assertThat(rates.address(CapacityType.SPOT).orElseThrow().inDollars()).isEqualTo(0.0025);
        assertThat(rates.all().get(Priced.disk("us-east1", "pd-standard"))).hasToString("0.04");
    }

    @Test
    void ofSeveralPricesTheDearestHolds() {
        assertThat(read(core(), core().priced("0.7"), core().priced("0.6"))
                        .all()
                        .values())
                .singleElement()
                .hasToString("0.7");
    }

    @Test
    void whatIsFreeOrAbsurdOrInOtherMoneyOrUnitsIsNoPrice() {
        assertThat(read(core().priced("0")).all()).isEmpty();
        assertThat(read(core().priced("-1")).all()).isEmpty();
        assertThat(read(core().priced("5000000000")).all()).isEmpty();
        assertThat(read(core().priced()).all()).isEmpty();
        assertThat(read(core().currency("EUR")).all()).isEmpty();
        assertThat(read(core().unit("mo")).all()).isEmpty();
    }

    @Test
    void billionthsOfADollarAreNotLost() {
        assertThat(read(core().priced("0.021811591")).all().values())
                .singleElement()
                .hasToString("0.021811591");
    }
}
