package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a node has a place for a pod, as the scheduler sees it: its labels, taints, pods and room. */
final class Fit {
    private Fit() {}

    /** @param there the pods that are on the node already */
    static boolean fits(Pod pod, Node node, List<Pod> there) {
        Map<String, String> labels = node.getMetadata().getLabels();
        boolean selected = Optional.ofNullable(pod.getSpec().getNodeSelector()).orElse(Map.of()).entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
        return selected
                && node.getSpec().getTaints().stream().allMatch(taint -> tolerates(pod, taint))
                && there.stream().noneMatch(other -> repels(pod, other) || repels(other, pod))
                && hasRoom(pod, node, there, "cpu")
                && hasRoom(pod, node, there, "memory");
    }

    private static boolean tolerates(Pod pod, Taint taint) {
        return "PreferNoSchedule".equals(taint.getEffect())
                || pod.getSpec().getTolerations().stream().anyMatch(it -> tolerates(it, taint));
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean effect =
                isEmpty(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
        boolean key = isEmpty(toleration.getKey()) || toleration.getKey().equals(taint.getKey());
        boolean value = "Exists".equals(toleration.getOperator())
                || Optional.ofNullable(toleration.getValue())
                        .orElse("")
                        .equals(Optional.ofNullable(taint.getValue()).orElse(""));
        return effect && key && value;
    }

    private static boolean isEmpty(String text) {
        return Optional.ofNullable(text).orElse("").isEmpty();
    }

    /** By its required anti-affinity; every node is a host of its own. */
    private static boolean repels(Pod pod, Pod other) {
        return Optional.ofNullable(pod.getSpec().getAffinity())
                .map(Affinity::getPodAntiAffinity)
                .map(PodAntiAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of())
                .stream()
                .anyMatch(term -> isMeant(term, other));
    }

    private static boolean isMeant(PodAffinityTerm term, Pod other) {
        Map<String, String> labels =
                Optional.ofNullable(other.getMetadata().getLabels()).orElse(Map.of());
        return term.getLabelSelector().getMatchLabels().entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())))
                && term.getLabelSelector().getMatchExpressions().stream()
                        .allMatch(expression -> switch (expression.getOperator()) {
                            case "Exists" -> labels.containsKey(expression.getKey());
                            case "DoesNotExist" -> !labels.containsKey(expression.getKey());
                            case "In" -> expression.getValues().contains(labels.get(expression.getKey()));
                            case "NotIn" -> !expression.getValues().contains(labels.get(expression.getKey()));
                            default -> throw new IllegalArgumentException(expression.getOperator());
                        });
    }

    private static boolean hasRoom(Pod pod, Node node, List<Pod> there, String resource) {
        BigDecimal room = amount(node.getStatus().getAllocatable(), resource);
        BigDecimal used = there.stream().map(it -> requested(it, resource)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return used.add(requested(pod, resource)).compareTo(room) <= 0;
    }

    private static BigDecimal requested(Pod pod, String resource) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Container each : pod.getSpec().getContainers()) {
            sum = sum.add(requested(each, resource));
        }
        for (Container each : pod.getSpec().getInitContainers()) {
            if ("Always".equals(each.getRestartPolicy())) {
                sum = sum.add(requested(each, resource));
            }
        }
        return sum;
    }

    private static BigDecimal requested(Container container, String resource) {
        return Optional.ofNullable(container.getResources())
                .map(it -> amount(Optional.ofNullable(it.getRequests()).orElse(Map.of()), resource))
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal amount(Map<String, Quantity> amounts, String resource) {
        return Optional.ofNullable(amounts.get(resource))
                .map(Quantity::getAmountInBytes)
                .orElse(BigDecimal.ZERO);
    }
}
