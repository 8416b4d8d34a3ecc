package io.github.dynagents.gcp;

import com.google.container.v1.NodeConfig;
import com.google.container.v1.NodeTaint;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes as GKE registers them. */
final class NodeObjects {
    static final String POOL = "cloud.google.com/gke-nodepool";
    private static final String ENDS = "cloud.google.com/impending-node-termination";

    private NodeObjects() {}

    static Node of(FakeNode node, Instant now) {
        NodeConfig config = node.config;
        Map<String, String> labels = new TreeMap<>(config.getLabelsMap());
        labels.put(POOL, node.pool);
        labels.put("topology.kubernetes.io/zone", node.zone);
        labels.put("topology.kubernetes.io/region", FakeGke.LOCATION);
        labels.put("node.kubernetes.io/instance-type", config.getMachineType());
        labels.put("kubernetes.io/hostname", node.name);
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/os", "linux");
        if (config.getSpot()) {
            labels.put("cloud.google.com/gke-spot", "true");
        }
        Map<String, Quantity> room = Map.of(
                "cpu", Quantity.parse(node.cpus() * 1000 - 80 + "m"),
                "memory", Quantity.parse(Long.toString(node.memory() / 10 * 8)),
                "pods", Quantity.parse("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withProviderID("gce://" + FakeGke.PROJECT + "/" + node.zone + "/" + node.name)
                .withTaints(taints(node, now))
                .endSpec()
                .withNewStatus()
                .withCapacity(room)
                .withAllocatable(room)
                .withConditions(new NodeConditionBuilder()
                        .withType("Ready")
                        .withStatus(node.isReady(now) ? "True" : "False")
                        .withReason(node.isReady(now) ? "KubeletReady" : "KubeletNotReady")
                        .build())
                .endStatus()
                .build();
    }

    private static List<Taint> taints(FakeNode node, Instant now) {
        List<Taint> taints = new ArrayList<>();
        for (NodeTaint taint : node.config.getTaintsList()) {
            String effect = switch (taint.getEffect()) {
                case NO_SCHEDULE -> "NoSchedule";
                case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
                case NO_EXECUTE -> "NoExecute";
                case EFFECT_UNSPECIFIED, UNRECOGNIZED -> "";
            };
            taints.add(taint(taint.getKey(), taint.getValue(), effect));
        }
        if (!node.isReady(now)) {
            taints.add(taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
        }
        if (node.noticed().isPresent()) {
            taints.add(taint(ENDS, "", "NoSchedule"));
        }
        return taints;
    }

    private static Taint taint(String key, String value, String effect) {
        TaintBuilder taint = new TaintBuilder().withKey(key).withEffect(effect);
        return value.isEmpty() ? taint.build() : taint.withValue(value).build();
    }
}
