package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Mode {@code ecs}: machines join a cluster, and each is given its agent as a task that is started on that very machine, by
 * its name. Tasks and container instances of others in the same cluster are left alone.
 *
 * <p>Secrets are in the task's environment: who may describe tasks sees them.
 */
final class TaskAgents implements Agents {
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Context context;
    private final Exchange exchange;
    private final Instances instances;
    private final Cluster cluster;
    private final TaskDefinitions definitions;
    private final Tasks tasks;
    private final Turns<MachineName> turns = new Turns<>();

    TaskAgents(String cluster, Context context, Clients clients, Exchange exchange, Instances instances) {
        this.context = context;
        this.exchange = exchange;
        this.instances = instances;
        this.cluster = new Cluster(cluster, clients, exchange);
        this.definitions = new TaskDefinitions(context.owner(), clients, exchange, context.clock());
        this.tasks = new Tasks(this.cluster, definitions, clients, exchange, context.clock());
    }

    /** Not RESTART_AGENT: what was told to finish may still run, and one beside it would have its name. */
    @Override
    public List<Capability> can() {
        return List.of(
                Capability.START_AGENT, Capability.STOP_AGENT, Capability.SHOWS_AGENT, Capability.SHOWS_INTERRUPTION);
    }

    /** What the machine's watchdog watches over is the minder of the task. */
    @Override
    public String userData(Purchase purchase, Template template) throws Failure {
        EcsAgent.check(purchase.name(), purchase.agent());
        String agent = EcsAgent.fingerprint(purchase.name(), purchase.agent());
        return UserData.of(
                purchase.withAgent(Minder.program()), template, Minder.joining(cluster.name(), purchase, agent));
    }

    /** A task that could not be defined is better known before there is a machine for it. */
    @Override
    public void prepare(Purchase purchase) throws Failure {
        definitions.of(purchase.pool(), purchase.agent());
    }

    @Override
    public Map<String, Shown> shown(List<Instance> ours) throws Failure {
        String doing = "listing the tasks of cluster " + cluster.name();
        Map<String, String> names = new HashMap<>();
        ours.forEach(instance ->
                Tags.of(instance.tags()).name().ifPresent(name -> names.put(instance.instanceId(), name.value())));
        Map<String, String> registered = new HashMap<>();
        Map<String, Shown> shown = new HashMap<>();
        if (names.isEmpty()) {
            return shown;
        }
        for (ContainerInstance each : cluster.containerInstances(doing)) {
            String id = String.valueOf(each.ec2InstanceId());
            if (names.containsKey(id)) {
                registered.put(each.containerInstanceArn(), id);
                shown.put(id, new Shown(Boolean.TRUE.equals(each.agentConnected()), AgentState.NOT_STARTED));
            }
        }
        if (shown.isEmpty()) {
            return shown;
        }
        for (Task task : cluster.tasks(doing)) {
            String id = registered.getOrDefault(String.valueOf(task.containerInstanceArn()), "");
            if (names.containsKey(id) && names.get(id).equals(task.startedBy())) {
                shown.merge(id, new Shown(true, Tasks.state(task)), TaskAgents::busier);
            }
        }
        return shown;
    }

    private static Shown busier(Shown one, Shown other) {
        return one.agent() == AgentState.RUNNING || other.agent() == AgentState.NOT_STARTED ? one : other;
    }

    /** A machine that has not joined the cluster has not come up yet. */
    @Override
    public Shown unseen() {
        return new Shown(false, AgentState.NOT_STARTED);
    }

    @Override
    public void start(Machine machine, AgentSpec agent) throws Failure {
        EcsAgent.check(machine.name(), agent);
        String doing = "starting the agent of " + machine.name();
        turns.take(machine.name(), doing, () -> {
            isThere(doing, machine);
            tasks.start(doing, machine, agent);
            return machine;
        });
    }

    @Override
    public void stop(Machine machine) throws Failure {
        String doing = "stopping the agent of " + machine.name();
        turns.take(machine.name(), doing, () -> {
            isThere(doing, machine);
            tasks.stop(doing, machine);
            return machine;
        });
    }

    private void isThere(String doing, Machine machine) throws Failure {
        boolean there = instances.withId(doing, machine.nativeId()).instances().stream()
                .anyMatch(instance -> instance.instanceId().equals(machine.nativeId()) && !Instances.isGoing(instance));
        if (!there) {
            throw Failure.of(Failure.Kind.INVALID, doing + ": there is no such machine");
        }
    }

    /**
     * Takes machines off the cluster that are no more: ECS forgets only those whose agent was connected to the last. Task
     * definitions cost nothing, and stay.
     */
    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        String doing = "taking machines that are no more off cluster " + cluster.name();
        Instant old = context.clock().instant().minus(YOUNG);
        for (ContainerInstance each : cluster.containerInstances(doing)) {
            boolean isOver = !Boolean.TRUE.equals(each.agentConnected())
                    && Words.safe(context.owner()).equals(attribute(each, Tags.OWNER))
                    && alive.stream().noneMatch(name -> name.value().equals(attribute(each, Tags.NAME)))
                    && each.registeredAt() != null
                    && each.registeredAt().isBefore(old);
            if (isOver) {
                cluster.deregister(doing, each, exchange);
            }
        }
    }

    private static String attribute(ContainerInstance instance, String name) {
        return instance.attributes().stream()
                .filter(attribute -> name.equals(attribute.name()))
                .map(attribute -> String.valueOf(attribute.value()))
                .findFirst()
                .orElse("");
    }
}
