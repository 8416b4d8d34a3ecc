package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a machine's pod is, and what it is not. */
class PodTextTest {
    private static Pod pod(Template template, Object... options) {
        return new PodText(Samples.purchase(template), Samples.kind(template), Samples.setup(options)).pod();
    }

    private static PodSpec spec(Template template) {
        return pod(template).getSpec();
    }

    @Test
    void itEndsWithItsWatchdogAndIsNotStartedAgain() {
        PodSpec spec = spec(Samples.shared());
        assertThat(spec.getRestartPolicy()).isEqualTo("Never");
        assertThat(spec.getContainers()).extracting(Container::getName).containsExactly("machine");
    }

    @Test
    void itsGraceIsTheMachinesAndItsDeadlineIsBeyondItsLife() {
        PodSpec spec = spec(Samples.shared());
        assertThat(spec.getTerminationGracePeriodSeconds()).isEqualTo(30 * 60);
        assertThat(spec.getActiveDeadlineSeconds()).isEqualTo((4 * 60 + 30 + 15) * 60);
    }

    @Test
    void itHasNoTokenAndOpensNoPort() {
        PodSpec spec = spec(Samples.shared());
        assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        assertThat(Serialization.asYaml(spec)).doesNotContain("hostNetwork", "ports", "tcp://", "serviceAccountName");
    }

    @Test
    void theEngineIsThereBeforeTheMachineAndAfterIt() {
        Container engine = spec(Samples.shared()).getInitContainers().getFirst();
        assertThat(engine.getRestartPolicy()).isEqualTo("Always");
        assertThat(engine.getStartupProbe().getExec().getCommand()).contains("docker", "version");
        assertThat(engine.getSecurityContext().getPrivileged()).isTrue();
    }

    @Test
    void nothingButTheEngineIsPrivileged() {
        Container machine = spec(Samples.shared()).getContainers().getFirst();
        assertThat(machine.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(machine.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(machine.getSecurityContext().getCapabilities().getAdd()).containsExactly("SYS_RESOURCE");
    }

    @Test
    void theAutoscalerDoesNotMoveIt() {
        assertThat(pod(Samples.shared()).getMetadata().getAnnotations())
                .containsEntry("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
    }

    @Test
    void noSecretIsInIt() {
        assertThat(Serialization.asYaml(pod(Samples.shared()))).doesNotContain("AGENT_SECRET", "ecret\"");
    }

    @Test
    void itGoesToThePoolThatItsTemplateNames() {
        assertThat(spec(Samples.shared()).getNodeSelector())
                .containsEntry("cloud.google.com/gke-nodepool", "ci-machines");
    }

    @Test
    void withAPoolOfItsOwnItGoesThereAndNobodyElseDoes() {
        Template template = Samples.own();
        PodSpec spec = pod(template, "mode", "pool-per-machine").getSpec();
        assertThat(spec.getNodeSelector()).containsEntry("cloud.google.com/gke-nodepool", "linux-a1");
        assertThat(spec.getTolerations()).anySatisfy(it -> {
            assertThat(it.getKey()).isEqualTo("dynagents-machine");
            assertThat(it.getOperator()).isEqualTo("Equal");
            assertThat(it.getValue()).isEqualTo("linux-a1");
        });
    }

    @Test
    void anotherMachineIsKeptAwayWhoeverItIsOf() {
        var term = spec(Samples.shared())
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getFirst();
        assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
        assertThat(term.getLabelSelector().getMatchExpressions().getFirst().getOperator())
                .isEqualTo("Exists");
        assertThat(term.getNamespaceSelector()).isNotNull();
    }

    @Test
    void itAsksForMostOfItsNode() {
        Container engine = spec(Samples.shared()).getInitContainers().getFirst();
        assertThat(engine.getResources().getRequests().get("cpu")).hasToString("3470m");
        assertThat(engine.getResources().getRequests().get("memory")).hasToString("12800Mi");
    }

    @Test
    void itAsksForWhatItsTemplateSays() {
        Container engine = spec(Samples.shared("cpu", "2", "memory", "4Gi"))
                .getInitContainers()
                .getFirst();
        assertThat(engine.getResources().getRequests().get("cpu")).hasToString("2");
        assertThat(engine.getResources().getRequests().get("memory")).hasToString("4Gi");
    }

    @Test
    void withoutAnEngineItIsOfTheAgentsImageAndHasAShellOfItsOwn() {
        PodSpec spec = spec(Samples.shared("engine", "none", "agent-command", List.of("/bin/agent")));
        Container machine = spec.getContainers().getFirst();
        assertThat(machine.getImage()).isEqualTo("example/agent:1");
        assertThat(machine.getCommand().getFirst()).isEqualTo("/dynagents-tools/busybox");
        assertThat(spec.getInitContainers().getFirst().getImage()).startsWith("busybox:");
        assertThat(Serialization.asYaml(spec)).doesNotContain("privileged");
    }

    @Test
    void aTokenIsGivenToThePodThatIsToHaveOne() {
        PodSpec spec = spec(Samples.shared("pod-service-account", "runner"));
        assertThat(spec.getServiceAccountName()).isEqualTo("runner");
        assertThat(spec.getAutomountServiceAccountToken()).isTrue();
    }
}
