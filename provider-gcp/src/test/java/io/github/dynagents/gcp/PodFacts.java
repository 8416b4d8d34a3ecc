package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What pods say of themselves. */
final class PodFacts {
    private PodFacts() {}

    static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase).orElse("Pending");
    }

    static boolean isOver(Pod pod) {
        return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
    }

    static Optional<String> node(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName()).filter(name -> !name.isEmpty());
    }

    static boolean isWaiting(Pod pod) {
        return !isOver(pod) && node(pod).isEmpty();
    }

    static List<Pod> on(String node, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> node(pod).filter(node::equals).isPresent())
                .toList();
    }

    static Instant created(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }

    static boolean isDeleted(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Of its deletion, else its own. */
    static Duration grace(Pod pod) {
        return Duration.ofSeconds(Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds())
                .or(() -> Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds()))
                .orElse(30L));
    }

    static Optional<Duration> deadline(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getActiveDeadlineSeconds()).map(Duration::ofSeconds);
    }

    /** The value of its lease's annotation; empty if it has none. */
    static String mark(Pod pod) {
        return annotation(pod, "dynagents-lease");
    }

    /** Whether its agent shall stop, and the pod stay. */
    static boolean stops(Pod pod) {
        return !annotation(pod, "dynagents-stop").isEmpty();
    }

    private static String annotation(Pod pod, String key) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .flatMap(all -> Optional.ofNullable(all.get(key)))
                .orElse("");
    }

    /** Names of the Secrets that it mounts, without which it does not start. */
    static List<String> secrets(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .map(Volume::getSecret)
                .flatMap(secret -> Optional.ofNullable(secret).stream())
                .filter(secret -> !Boolean.TRUE.equals(secret.getOptional()))
                .map(SecretVolumeSource::getSecretName)
                .toList();
    }
}
