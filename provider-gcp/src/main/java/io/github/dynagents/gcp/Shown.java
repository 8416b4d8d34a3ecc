package io.github.dynagents.gcp;

import com.google.container.v1.NodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Taint;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OfferingId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a pod, its node and its node pool in the eyes of core: one machine. */
final class Shown {
    private static final String IMPENDING = "cloud.google.com/impending-node-termination";

    private final String account;
    private final Setup setup;

    Shown(String account, Setup setup) {
        this.account = account;
        this.setup = setup;
    }

    /**
     * A machine with a pod.
     *
     * @param pool of the machine, where it has its own and that is there
     * @param nodes those of the cluster by name, taken after the pod; empty where nobody looked
     */
    Machine machine(Pod pod, Optional<NodePool> pool, Optional<Map<String, Node>> nodes, Instant now) {
        String id = pod.getMetadata().getName();
        Machine.Builder machine = Machine.builder(name(id), id, Meta.created(pod));
        Meta.annotation(pod, Keys.POOL).ifPresent(machine::pool);
        Meta.annotation(pod, Keys.OFFERING).ifPresent(value -> machine.offering(new OfferingId(account, value)));
        lease(pod).ifPresent(machine::lease);
        Optional<Node> node = nodes.flatMap(all -> nodeName(pod).map(all::get));
        boolean nodeGone = nodes.isPresent() && nodeName(pod).isPresent() && node.isEmpty();
        MachineState state = nodeGone ? MachineState.REMNANT : state(pod, pool, now);
        interruption(pod, node, now).ifPresent(machine::interruptedAt);
        return machine.state(state).agent(agent(pod, state, node)).build();
    }

    /** A node pool of its own is left of it. */
    Machine remnant(NodePool pool) {
        String id = pool.getName();
        Instant born = Meta.seconds(
                        Optional.ofNullable(pool.getConfig().getLabelsMap().get(Keys.BORN)))
                .orElse(Instant.EPOCH);
        return Machine.builder(name(id), id, born)
                .state(pool.getStatus() == NodePool.Status.STOPPING ? MachineState.STOPPING : MachineState.REMNANT)
                .agent(AgentState.STOPPED)
                .build();
    }

    /** Whoever bears our label is ours, also if somebody has given it a name that no machine has. */
    private static MachineName name(String id) {
        return new MachineName(
                MachineName.isValid(id) ? id : "pod-" + Digest.of(List.of(id)).substring(0, 16));
    }

    private static Optional<String> nodeName(Pod pod) {
        return Optional.ofNullable(pod.getSpec())
                .map(spec -> spec.getNodeName())
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Lease> lease(Pod pod) {
        try {
            return Meta.annotation(pod, Keys.LEASE).map(Lease::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private MachineState state(Pod pod, Optional<NodePool> pool, Instant now) {
        String phase = phase(pod);
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            return MachineState.REMNANT;
        }
        if (setup.ownPools() && pool.isEmpty() && !mayStillBeBought(pod, now)) {
            return MachineState.REMNANT;
        }
        if (!phase.equals("Running") && pool.filter(Shown::hasFailed).isPresent()) {
            return MachineState.REMNANT;
        }
        boolean poolGoes =
                pool.filter(it -> it.getStatus() == NodePool.Status.STOPPING).isPresent();
        if (Meta.isGoing(pod) || poolGoes) {
            return MachineState.STOPPING;
        }
        return phase.equals("Running") ? MachineState.UP : MachineState.STARTING;
    }

    /** It could not be made whole: a shortage, a quota. What runs on one that fails later goes on. */
    private static boolean hasFailed(NodePool pool) {
        return pool.getStatus() == NodePool.Status.ERROR || pool.getStatus() == NodePool.Status.RUNNING_WITH_ERROR;
    }

    /** Its pod is made before its pool is. */
    private boolean mayStillBeBought(Pod pod, Instant now) {
        Instant sendBefore =
                Meta.seconds(Meta.annotation(pod, Keys.SEND_BEFORE)).orElse(Instant.EPOCH);
        return !now.isAfter(setup.lastAnswer(sendBefore));
    }

    private static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase).orElse("");
    }

    private static AgentState agent(Pod pod, MachineState state, Optional<Node> node) {
        if (state == MachineState.REMNANT) {
            return AgentState.STOPPED;
        }
        if (!phase(pod).equals("Running")) {
            return AgentState.NOT_STARTED;
        }
        if (node.filter(it -> !isTrue(it, "Ready")).isPresent()) {
            return AgentState.NOT_SHOWN;
        }
        boolean runs = conditions(pod).stream()
                .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
        if (runs || Meta.isGoing(pod)) { // a pod that is deleted is gone once its agent has ended
            return AgentState.RUNNING;
        }
        boolean toldToStop = Meta.annotation(pod, Keys.STOP).isPresent();
        return toldToStop ? AgentState.STOPPED : AgentState.NOT_STARTED;
    }

    private static List<PodCondition> conditions(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .map(PodStatus::getConditions)
                .orElse(List.of());
    }

    /** What Google takes back tells its pods, or its node bears a taint from the notice on. */
    private static Optional<Instant> interruption(Pod pod, Optional<Node> node, Instant now) {
        Optional<Instant> disrupted = conditions(pod).stream()
                .filter(each -> "DisruptionTarget".equals(each.getType()) && "True".equals(each.getStatus()))
                .findFirst()
                .map(each -> Meta.time(each.getLastTransitionTime()).orElse(now));
        return disrupted.or(() -> node.flatMap(it -> taints(it).stream()
                .filter(taint -> IMPENDING.equals(taint.getKey()))
                .findFirst()
                .map(taint -> Meta.time(taint.getTimeAdded()).orElseGet(() -> Meta.created(it)))));
    }

    private static List<Taint> taints(Node node) {
        return Optional.ofNullable(node.getSpec()).map(spec -> spec.getTaints()).orElse(List.of());
    }

    private static boolean isTrue(Node node, String type) {
        List<NodeCondition> conditions = Optional.ofNullable(node.getStatus())
                .map(status -> status.getConditions())
                .orElse(List.of());
        return conditions.stream().anyMatch(each -> type.equals(each.getType()) && "True".equals(each.getStatus()));
    }
}
