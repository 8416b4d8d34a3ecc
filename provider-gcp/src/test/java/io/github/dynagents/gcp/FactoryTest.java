package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are refused by name, before anything is asked. */
class FactoryTest {
    private final Map<String, Object> account =
            new TreeMap<>(Map.of("project", "my-project", "location", "europe-west3", "cluster", "ci"));
    private final Map<String, Object> template = new TreeMap<>(Map.of("node-pool", "ci-machines"));

    private Machines open() {
        GcpMachinesFactory factory = new GcpMachinesFactory();
        return factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of("linux", Settings.read(factory.templateOptions(), template))),
                Site.context(InstantSource.fixed(Samples.NOW)));
    }

    private void refused(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private void usesOwnPools() {
        account.put("mode", "pool-per-machine");
        template.remove("node-pool");
        template.put("machine-types", List.of("e2-standard-4"));
    }

    @Test
    void theLeastIsEnough() {
        open().close();
    }

    @ParameterizedTest
    @CsvSource({
        "project, My Project, option \"project\" must be an id such as my-project-123",
        "location, Frankfurt, option \"location\" must be a region or zone such as europe-west3",
        "cluster, Ci, option \"cluster\" must be a cluster's name",
        "mode, autopilot, 'option \"mode\" must be shared-pool or pool-per-machine, not \"autopilot\"'",
        "namespace, CI, option \"namespace\" must be a namespace's name",
        "endpoint, http://google.example.com, 'option \"endpoint\" must be https://…, or http:// on this host'",
        "kubernetes-endpoint, https://me@k8s.example.com, option \"kubernetes-endpoint\" must be a plain address",
        "prices, guessed, 'option \"prices\" must be table or catalog, not \"guessed\"'"
    })
    void ofAnAccount(String option, String value, String message) {
        account.put(option, value);
        refused(message);
    }

    @Test
    void twoWaysToTheCluster() {
        account.put("kubernetes-endpoint", "https://k8s.example.com");
        account.put("kubeconfig", Path.of("/kubeconfig"));
        refused("option \"kubeconfig\" cannot be given with kubernetes-endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "node-pool, CI, 'template \"linux\": option \"node-pool\" must be a node pool''s name'",
        "disk-type, SSD, option \"disk-type\" must be a type such as pd-balanced",
        "cpu, many, option \"cpu\" must be such as 3500m or 3.5",
        "memory, 12 GB, option \"memory\" must be such as 12Gi",
        "engine, podman, 'option \"engine\" must be docker or none, not \"podman\"'",
        "engine, none, option \"agent-command\" is needed with engine: none",
        "service-account, nodes, option \"service-account\" must be an e-mail address"
    })
    void ofATemplate(String option, String value, String message) {
        template.put(option, value);
        refused(message);
    }

    @Test
    void aSharedPoolThatIsNotNamed() {
        template.clear();
        refused("option \"node-pool\" is needed with mode: shared-pool");
    }

    @Test
    void typesOfASharedPool() {
        template.put("machine-types", List.of("e2-standard-4"));
        refused("option \"machine-types\" are for mode: pool-per-machine");
    }

    @Test
    void aPoolOfItsOwnWithoutATypeOrWithAName() {
        usesOwnPools();
        template.remove("machine-types");
        refused("option \"machine-types\" must name one type at least");
        template.put("node-pool", "ci-machines");
        refused("option \"node-pool\" is for mode: shared-pool");
    }

    @Test
    void zonesAndCapacityThatAreNone() {
        usesOwnPools();
        template.put("zones", List.of("europe-west3"));
        refused("option \"zones\" must be zones such as europe-west3-a");
        template.put("zones", List.of("europe-west3-a"));
        template.put("capacity", List.of("preemptible"));
        refused("option \"capacity\" must be spot, standard or both, not \"preemptible\"");
    }

    @Test
    void aZoneOfAnotherRegion() {
        usesOwnPools();
        template.put("zones", List.of("europe-west3-a", "us-central1-a"));
        refused("template \"linux\": option \"zones\": us-central1-a is not in the cluster's region, europe-west3");
    }

    @Test
    void aNegativePrice() {
        template.put("price", Money.dollars("0.10").minus(Money.dollars("1")));
        refused("option \"price\" must not be negative");
    }

    @Test
    void aKeyFileThatIsNoneIsToldWithoutWhatIsInIt(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key.json"), "{\"private_key\": \"s3cret");
        account.put("credentials", file);
        try (Machines machines = open()) {
            assertThatThrownBy(machines::offerings).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
                assertThat(failure)
                        .hasMessageContaining("key.json is no key of a service account")
                        .hasMessageNotContaining("s3cret");
                assertThat(failure.getCause()).isNull();
            });
        }
    }

    @Test
    void permissionsAreTheLeastOfTheMode() {
        assertThat(open().permissions().orElseThrow())
                .contains("container.clusters.get")
                .doesNotContain("container.clusters.update");
        usesOwnPools();
        assertThat(open().permissions().orElseThrow()).contains("container.clusters.update");
    }
}
