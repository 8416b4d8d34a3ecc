package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.dynagents.testkit.tck.LivePace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fake does what GKE does, as far as money hangs on it. */
class FakeGkeTest {
    private static final String POOL = "agents";

    private final LivePace pace = new LivePace();
    private final FakeGcp fake = new FakeGcp(pace.clock(), FakeTimes.usual(), Trouble.SHARED_POOL);

    @BeforeEach
    void aPool() {
        fake.userPool(POOL, 3);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private void pod(String name, String mark) {
        fake.own()
                .pods()
                .inNamespace(fake.namespace())
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToAnnotations("dynagents-lease", mark)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeSelector(Map.of(NodeObjects.POOL, POOL))
                        .withRestartPolicy("Never")
                        .withTerminationGracePeriodSeconds(600L)
                        .addNewContainer()
                        .withName("machine")
                        .withImage("example/agent:1")
                        .withNewResources()
                        .withRequests(Map.of("cpu", new Quantity("3")))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private void passes(Duration time) {
        fake.world().advance();
        pace.pass(time);
        fake.world().advance();
    }

    private Optional<Pod> pod(String name) {
        return Optional.ofNullable(
                fake.own().pods().inNamespace(fake.namespace()).withName(name).get());
    }

    private String phase(String name) {
        return pod(name).map(PodFacts::phase).orElse("gone");
    }

    private List<FakeInvoice.Line> bill() {
        return fake.world().at(now -> fake.world().gke().invoice(now));
    }

    private int nodes() {
        return fake.own().nodes().list().getItems().size();
    }

    @Test
    void aPodGetsANodeAndRuns() {
        pod("worker", "1900000000-3600-run");
        assertThat(phase("worker")).isEqualTo("Pending");
        passes(Duration.ofMinutes(3));
        assertThat(phase("worker")).isEqualTo("Running");
        assertThat(nodes()).isOne();
    }

    @Test
    void aPodWhoseLeaseDoesNotMoveEndsAndItsNodeIsBilledTenMinutesMore() {
        pod("worker", "1900000000-3600-run");
        passes(Duration.ofMinutes(61));
        assertThat(phase("worker")).isEqualTo("Running");
        passes(Duration.ofMinutes(2));
        assertThat(phase("worker")).isEqualTo("Succeeded");
        passes(Duration.ofHours(2));
        assertThat(nodes()).isZero();
        assertThat(bill()).hasSize(1);
        Duration billed = bill().getFirst().billed();
        assertThat(billed).isBetween(Duration.ofMinutes(71), Duration.ofMinutes(73));
    }

    @Test
    void aMarkReachesTheMachineLate() {
        pod("worker", "1900000000-3600-run");
        passes(Duration.ofMinutes(5));
        fake.own()
                .pods()
                .inNamespace(fake.namespace())
                .withName("worker")
                .edit(pod -> new PodBuilder(pod)
                        .editMetadata()
                        .addToAnnotations("dynagents-lease", "1900000900-3600-run")
                        .endMetadata()
                        .build());
        passes(Duration.ofSeconds(50));
        assertThat(seen("worker")).isEqualTo("1900000000-3600-run");
        passes(Duration.ofSeconds(50));
        assertThat(seen("worker")).isEqualTo("1900000900-3600-run");
    }

    private String seen(String name) {
        return fake.world()
                .at(now -> fake.world().player().markOnMachine(pod(name).orElseThrow()));
    }

    @Test
    void aDeletedPodGoesWhenItsJobsAreDone() {
        pod("worker", "1900000000-36000-run");
        fake.world().player().jobsLast("worker", Duration.ofMinutes(4));
        passes(Duration.ofMinutes(5));
        fake.own().pods().inNamespace(fake.namespace()).withName("worker").delete();
        passes(Duration.ofMinutes(3));
        assertThat(pod("worker")).get().matches(PodFacts::isDeleted);
        passes(Duration.ofMinutes(2));
        assertThat(phase("worker")).isEqualTo("gone");
    }

    @Test
    void aDeletedPodIsKilledAtTheEndOfItsGrace() {
        pod("worker", "1900000000-36000-run");
        fake.world().player().jobsLast("worker", Duration.ofHours(4));
        passes(Duration.ofMinutes(5));
        fake.own().pods().inNamespace(fake.namespace()).withName("worker").delete();
        passes(Duration.ofMinutes(11));
        assertThat(phase("worker")).isEqualTo("gone");
    }

    @Test
    void aPreemptedNodeTakesItsPodWithItAndComesBackEmpty() {
        pod("worker", "1900000000-36000-run");
        passes(Duration.ofMinutes(5));
        String node = PodFacts.node(pod("worker").orElseThrow()).orElseThrow();
        fake.world().at(now -> {
            fake.world().gke().preempt(node, now);
            return now;
        });
        passes(Duration.ofSeconds(35));
        assertThat(phase("worker")).isEqualTo("Failed");
        assertThat(pod("worker").orElseThrow().getStatus().getConditions())
                .extracting(PodCondition::getType)
                .contains("DisruptionTarget");
        assertThat(nodes()).isZero();
        passes(Duration.ofMinutes(5));
        assertThat(phase("worker")).isEqualTo("gone");
        assertThat(nodes()).isOne();
        passes(Duration.ofMinutes(12));
        assertThat(nodes()).isZero();
        assertThat(bill()).hasSize(2);
    }

    @Test
    void noMoreNodesAreAddedThanThePoolMayHave() {
        for (int i = 0; i < 5; i++) {
            pod("worker-" + i, "1900000000-36000-run");
        }
        passes(Duration.ofMinutes(5));
        assertThat(nodes()).isEqualTo(3);
    }
}
