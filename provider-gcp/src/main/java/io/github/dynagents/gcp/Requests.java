package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a machine's pod asks for, so that nothing else that asks for much is put beside it.
 *
 * <p>Google's page "Plan GKE Standard node sizes" tells what a node keeps for itself; some of the rest goes to the
 * cluster's own pods on every node. Another machine is kept away by the pod's anti-affinity, whatever this says.
 *
 * @param cpu in Kubernetes' notation; empty for nothing
 * @param memory likewise
 */
record Requests(Optional<String> cpu, Optional<String> memory) {
    private static final double FOR_SYSTEM_PODS_CPU = 0.45;
    private static final double FOR_SYSTEM_PODS_GIB = 0.7;
    private static final double EVICTION_GIB = 0.1;

    /** Each share of a node's size, and how much of it the node keeps: its size up to there, and the share. */
    private static final double[][] KEPT_GIB = {{4, 0.25}, {8, 0.20}, {16, 0.10}, {128, 0.06}, {1e9, 0.02}};

    private static final double[][] KEPT_CPU = {{1, 0.06}, {2, 0.01}, {4, 0.005}, {1e9, 0.0025}};

    /** What the template says, or else most of what a node of that shape has. */
    static Requests of(Template template, Optional<Shape> shape) {
        return new Requests(
                template.cpu()
                        .or(() -> shape.map(Shape::vcpus).map(Requests::most).map(it -> milli(it) + "m")),
                template.memory()
                        .or(() -> shape.map(Shape::memoryGib)
                                .map(Requests::mostGib)
                                .map(it -> mebi(it) + "Mi")));
    }

    private static double most(double vcpus) {
        return Math.max(vcpus / 4, vcpus - kept(vcpus, KEPT_CPU) - FOR_SYSTEM_PODS_CPU);
    }

    private static double mostGib(double gib) {
        return Math.max(gib / 4, gib - kept(gib, KEPT_GIB) - EVICTION_GIB - FOR_SYSTEM_PODS_GIB);
    }

    private static double kept(double size, double[][] shares) {
        double kept = 0;
        double from = 0;
        for (double[] share : shares) {
            kept += Math.max(0, Math.min(size, share[0]) - from) * share[1];
            from = share[0];
        }
        return kept;
    }

    private static long milli(double cpus) {
        return (long) Math.floor(cpus * 100) * 10;
    }

    private static long mebi(double gib) {
        return (long) Math.floor(gib * 8) * 128;
    }

    /** Whether that is more than a machine of that shape has at all. */
    boolean exceeds(Optional<Shape> shape) {
        return shape.filter(it -> bytes(memory) > it.memoryGib() * (1L << 30) || cores(cpu) > it.vcpus())
                .isPresent();
    }

    private static double bytes(Optional<String> quantity) {
        return quantity.map(it -> Quantity.getAmountInBytes(new Quantity(it)).doubleValue())
                .orElse(0.0);
    }

    private static double cores(Optional<String> quantity) {
        return quantity.map(it -> new Quantity(it).getNumericalAmount().doubleValue())
                .orElse(0.0);
    }

    ResourceRequirements asked() {
        Map<String, Quantity> asked = new TreeMap<>();
        cpu.ifPresent(it -> asked.put("cpu", new Quantity(it)));
        memory.ifPresent(it -> asked.put("memory", new Quantity(it)));
        return new ResourceRequirementsBuilder().withRequests(asked).build();
    }
}
