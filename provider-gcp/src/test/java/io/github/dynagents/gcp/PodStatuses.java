package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a kubelet says of a pod. */
final class PodStatuses {
    private PodStatuses() {}

    /** @param ready whether its agent runs */
    static PodStatus running(Pod pod, Instant started, boolean ready) {
        ContainerState state =
                new ContainerStateBuilder().withNewRunning(time(started)).build();
        return status("Running", started)
                .withConditions(condition("PodScheduled", true), condition("Ready", ready))
                .withContainerStatuses(containers(pod.getSpec().getContainers(), state, ready))
                .withInitContainerStatuses(containers(pod.getSpec().getInitContainers(), state, true))
                .build();
    }

    /**
     * Of a pod that has ended.
     *
     * @param reason empty if it ended by itself
     * @param disrupted whether its node was taken back
     */
    static PodStatus ended(Pod pod, Instant started, Instant ended, boolean killed, String reason, boolean disrupted) {
        ContainerState state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(killed ? 137 : 0)
                .withReason(killed ? "Error" : "Completed")
                .withStartedAt(time(started))
                .withFinishedAt(time(ended))
                .endTerminated()
                .build();
        List<PodCondition> conditions =
                new ArrayList<>(List.of(condition("PodScheduled", true), condition("Ready", false)));
        if (disrupted) {
            conditions.add(new PodConditionBuilder()
                    .withType("DisruptionTarget")
                    .withStatus("True")
                    .withReason("TerminationByKubelet")
                    .withMessage("Pod was terminated in response to imminent node shutdown.")
                    .withLastTransitionTime(time(ended))
                    .build());
        }
        PodStatusBuilder status = status(killed || !reason.isEmpty() ? "Failed" : "Succeeded", started)
                .withConditions(conditions)
                .withContainerStatuses(containers(pod.getSpec().getContainers(), state, false))
                .withInitContainerStatuses(containers(pod.getSpec().getInitContainers(), state, false));
        return reason.isEmpty() ? status.build() : status.withReason(reason).build();
    }

    private static PodStatusBuilder status(String phase, Instant started) {
        return new PodStatusBuilder().withPhase(phase).withStartTime(time(started));
    }

    private static PodCondition condition(String type, boolean is) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(is ? "True" : "False")
                .build();
    }

    private static List<ContainerStatus> containers(List<Container> containers, ContainerState state, boolean ready) {
        return containers.stream()
                .map(container -> new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withImage(container.getImage())
                        .withImageID("")
                        .withRestartCount(0)
                        .withReady(ready)
                        .withStarted(state.getRunning() != null)
                        .withState(state)
                        .build())
                .toList();
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
