package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.container.v1.NodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States of pods, nodes and node pools fold into those of machines. */
class ShownTest {
    private static final Instant NOW = Samples.NOW;
    private static final Map<String, Node> NODE = Map.of("n", node("True"));

    private final Shown ofShared = new Shown("main", Samples.setup());
    private final Shown ofOwn = new Shown("main", Samples.setup("mode", "pool-per-machine"));

    private static PodBuilder pod(String phase) {
        Template template = Samples.shared();
        Pod wanted = new PodText(Samples.purchase(template), Samples.kind(template), Samples.setup()).pod();
        return new PodBuilder(wanted)
                .editMetadata()
                .withCreationTimestamp(NOW.toString())
                .endMetadata()
                .editSpec()
                .withNodeName(phase.equals("Pending") ? null : "n")
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus();
    }

    private static PodBuilder ready(PodBuilder pod, String type, String status) {
        return pod.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withLastTransitionTime(NOW.plusSeconds(5).toString())
                .endCondition()
                .endStatus();
    }

    private static Node node(String ready) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("n")
                .withCreationTimestamp(NOW.toString())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Optional<NodePool> pool(NodePool.Status status) {
        return Optional.of(
                NodePool.newBuilder().setName("linux-a1").setStatus(status).build());
    }

    private Machine shared(PodBuilder pod, Map<String, Node> nodes) {
        return ofShared.machine(pod.build(), Optional.empty(), Optional.of(nodes), NOW);
    }

    private Machine own(PodBuilder pod, Optional<NodePool> pool, Instant now) {
        return ofOwn.machine(pod.build(), pool, Optional.of(NODE), now);
    }

    @ParameterizedTest
    @CsvSource({
        "Pending, STARTING, NOT_STARTED",
        "Running, UP, NOT_STARTED",
        "Succeeded, REMNANT, STOPPED",
        "Failed, REMNANT, STOPPED"
    })
    void phasesOfAPod(String phase, MachineState state, AgentState agent) {
        Machine machine = shared(pod(phase), NODE);
        assertThat(machine.state()).isEqualTo(state);
        assertThat(machine.agent()).isEqualTo(agent);
    }

    @Test
    void anAgentRunsInAPodThatIsReady() {
        assertThat(shared(ready(pod("Running"), "Ready", "True"), NODE).agent()).isEqualTo(AgentState.RUNNING);
    }

    @Test
    void anAgentThatMayStopHasStoppedOnceItsPodIsNotReady() {
        PodBuilder pod =
                pod("Running").editMetadata().addToAnnotations(Keys.STOP, "yes").endMetadata();
        assertThat(shared(ready(pod, "Ready", "False"), NODE).agent()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void aPodThatIsBeingDeletedStops() {
        PodBuilder pod = pod("Running")
                .editMetadata()
                .withDeletionTimestamp(NOW.toString())
                .endMetadata();
        assertThat(shared(pod, NODE).state()).isEqualTo(MachineState.STOPPING);
        assertThat(shared(pod, NODE).agent())
                .as("a probe that fails once proves no drain")
                .isEqualTo(AgentState.RUNNING);
    }

    @Test
    void aPodWhoseNodeIsGoneIsARemnant() {
        Machine machine = shared(ready(pod("Running"), "Ready", "True"), Map.of());
        assertThat(machine.state()).isEqualTo(MachineState.REMNANT);
        assertThat(machine.agent()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void whatANodeDoesThatIsNotReadyIsNotShown() {
        Machine machine = shared(ready(pod("Running"), "Ready", "True"), Map.of("n", node("Unknown")));
        assertThat(machine.state()).isEqualTo(MachineState.UP);
        assertThat(machine.agent()).isEqualTo(AgentState.NOT_SHOWN);
    }

    @Test
    void aDisruptedPodIsInterrupted() {
        Machine machine = shared(ready(pod("Running"), "DisruptionTarget", "True"), NODE);
        assertThat(machine.interruptedAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    void aNodeThatIsToldItsEndInterruptsItsPod() {
        Node told = new NodeBuilder(node("True"))
                .editSpec()
                .addNewTaint()
                .withKey("cloud.google.com/impending-node-termination")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build();
        assertThat(shared(pod("Running"), Map.of("n", told)).interruptedAt()).contains(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "PROVISIONING, Pending, STARTING",
        "RUNNING, Pending, STARTING",
        "RUNNING, Running, UP",
        "RECONCILING, Running, UP",
        "RUNNING_WITH_ERROR, Running, UP",
        "STOPPING, Running, STOPPING",
        "ERROR, Pending, REMNANT",
        "RUNNING_WITH_ERROR, Pending, REMNANT",
        "ERROR, Running, UP"
    })
    void statesOfANodePool(NodePool.Status status, String phase, MachineState state) {
        assertThat(own(pod(phase), pool(status), NOW).state()).isEqualTo(state);
    }

    @Test
    void aPodWaitsForItsPoolForAsLongAsThatMayStillBeBought() {
        Instant last = NOW.plusSeconds(30).plusSeconds(1).plus(Duration.ofSeconds(20));
        assertThat(own(pod("Pending"), Optional.empty(), last).state()).isEqualTo(MachineState.STARTING);
        assertThat(own(pod("Pending"), Optional.empty(), last.plusSeconds(1)).state())
                .isEqualTo(MachineState.REMNANT);
    }

    @Test
    void aPoolWithoutAPodIsARemnant() {
        assertThat(ofOwn.remnant(pool(NodePool.Status.RUNNING).orElseThrow()).state())
                .isEqualTo(MachineState.REMNANT);
        assertThat(ofOwn.remnant(pool(NodePool.Status.STOPPING).orElseThrow()).state())
                .isEqualTo(MachineState.STOPPING);
    }

    @Test
    void aPodOfOursWithANameThatNoMachineHasIsShownAllTheSame() {
        PodBuilder pod = pod("Running").editMetadata().withName("Web.1").endMetadata();
        Machine machine = shared(pod, NODE);
        assertThat(machine.name().value()).startsWith("pod-");
        assertThat(machine.nativeId()).isEqualTo("Web.1");
    }
}
