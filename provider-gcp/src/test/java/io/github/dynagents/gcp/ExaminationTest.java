package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found before anything is bought, and what to do. */
class ExaminationTest {
    private final Site site = Site.of("shared-pool");
    private final Map<String, Object> account = new TreeMap<>(site.fake.account("shared-pool"));
    private final Map<String, Object> template = new TreeMap<>(Map.of("node-pool", Site.POOL));

    @AfterEach
    void close() {
        site.close();
    }

    private List<String> found() throws Exception {
        GcpMachinesFactory factory = new GcpMachinesFactory();
        try (Machines machines = factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of("linux", Settings.read(factory.templateOptions(), template))),
                Site.context(site.pace.clock()))) {
            return machines.examine().stream().map(Finding::toString).toList();
        }
    }

    @Test
    void theFeeOfTheClusterIsToldOnce() throws Exception {
        assertThat(found()).filteredOn(it -> it.contains("$0.10 an hour")).hasSize(1);
    }

    @Test
    void aClusterThatIsNotThere() throws Exception {
        account.put("cluster", "cj");
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("wrong: cluster cj: there is no such cluster in " + FakeGke.LOCATION)
                .contains("gcloud container clusters list");
    }

    @Test
    void aNodePoolThatIsNotThere() throws Exception {
        template.put("node-pool", "ci-machine");
        assertThat(found())
                .anySatisfy(it -> assertThat(it)
                        .startsWith("wrong: template linux: cluster " + FakeGke.CLUSTER
                                + " has no node pool \"ci-machine\"")
                        .contains(Site.POOL));
    }

    @Test
    void aNodePoolThatTakesAnybodysPods() throws Exception {
        assertThat(found())
                .anySatisfy(it -> assertThat(it)
                        .startsWith("warning: template linux: node pool ci-machines takes anybody's pods")
                        .contains("--node-taints=dynagents-machine=any:NoSchedule"));
    }

    @Test
    void aNamespaceThatIsNotThere() throws Exception {
        account.put("namespace", "elsewhere");
        assertThat(found())
                .anySatisfy(it -> assertThat(it)
                        .contains("there is no namespace \"elsewhere\" → kubectl create namespace elsewhere"));
    }

    @Test
    void aTypeThatNobodyKnowsThePriceOfAndOneThatBootsFromAnotherDisk() throws Exception {
        account.put("mode", "pool-per-machine");
        template.clear();
        template.put("machine-types", List.of("e9-enormous-4", "n4-standard-4"));
        assertThat(found())
                .anySatisfy(it ->
                        assertThat(it).startsWith("wrong: template linux: n4-standard-4 boots from no pd-balanced"))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("wrong: template linux: nobody knows the price of e9-enormous-4 (spot)"))
                .anySatisfy(it -> assertThat(it).contains("default service account"));
    }

    @Test
    void podsThatAskForMoreThanTheirNodeHas() throws Exception {
        template.put("memory", "900Gi");
        assertThat(found())
                .anySatisfy(it -> assertThat(it)
                        .startsWith("wrong: template linux: its pods ask for more than a node of e2-standard-4 has"));
    }

    @Test
    void aNodeRemovalThatIsQuickerThanAnAutoscaler() throws Exception {
        account.put("node-removal", Duration.ofMinutes(1));
        assertThat(found()).anySatisfy(it -> assertThat(it).startsWith("warning: node-removal: "));
    }

    @Test
    void nothingElseIsWrong() throws Exception {
        assertThat(found()).noneMatch(it -> it.startsWith("wrong"));
    }
}
