package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Starts and stops the tasks of machines, a machine's one at a time. */
final class Tasks {
    private static final String RUNNING = "RUNNING";
    private static final String STOPPED = "STOPPED";

    private final Cluster cluster;
    private final TaskDefinitions definitions;
    private final Clients clients;
    private final Exchange exchange;
    private final Newborn begun;

    Tasks(Cluster cluster, TaskDefinitions definitions, Clients clients, Exchange exchange, InstantSource clock) {
        this.cluster = cluster;
        this.definitions = definitions;
        this.clients = clients;
        this.exchange = exchange;
        this.begun = new Newborn(clock, Ec2Machines.LIST_LAG);
    }

    /** A task that was told to stop runs until it has finished; one whose image is still fetched takes no job yet. */
    static AgentState state(Task task) {
        return switch (String.valueOf(task.lastStatus())) {
            case STOPPED -> AgentState.STOPPED;
            case "PROVISIONING", "PENDING", "ACTIVATING" -> AgentState.NOT_STARTED;
            default -> AgentState.RUNNING;
        };
    }

    /** Unless one runs that nobody has stopped. */
    void start(String doing, Machine machine, AgentSpec agent) throws Failure {
        ContainerInstance place = cluster.containerInstance(doing, machine.nativeId())
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.UNAVAILABLE,
                        doing + ": the machine has not joined cluster " + cluster.name() + " yet"));
        if (!running(doing, machine, place).isEmpty()) {
            return;
        }
        StartTaskRequest request = StartTaskRequest.builder()
                .cluster(cluster.name())
                .containerInstances(place.containerInstanceArn())
                .taskDefinition(definitions.of(machine.pool().orElse(""), agent))
                .startedBy(machine.name().value())
                .overrides(it -> it.containerOverrides(EcsAgent.override(agent)))
                .build();
        begun.add(machine.name(), taskIn(doing, send(doing, request)));
    }

    /** Only once: it has no token by which ECS would know it again. */
    private StartTaskResponse send(String doing, StartTaskRequest request) throws Failure {
        StartTaskRequest once = request.toBuilder()
                .overrideConfiguration(call ->
                        call.addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                .build())))
                .build();
        try {
            return exchange.change(doing, () -> clients.ecs().startTask(once));
        } catch (Failure e) {
            definitions.forget(); // somebody may have deregistered it
            throw e;
        }
    }

    private String taskIn(String doing, StartTaskResponse answer) throws Failure {
        for (var failure : answer.failures()) {
            String more = Optional.ofNullable(failure.detail())
                    .map(it -> " (" + it + ")")
                    .orElse("");
            throw StartFailures.of(doing, cluster.name(), String.valueOf(failure.reason()), more);
        }
        return answer.tasks().stream()
                .map(Task::taskArn)
                .findFirst()
                .orElseThrow(() -> Failure.unknownEffect(
                        Failure.Kind.BROKEN, doing + ": the answer tells neither of a task nor of a failure"));
    }

    void stop(String doing, Machine machine) throws Failure {
        Optional<ContainerInstance> place = cluster.containerInstance(doing, machine.nativeId());
        if (place.isEmpty()) {
            return; // nor could anything be started on it
        }
        for (Task task : running(doing, machine, place.get())) {
            exchange.change(
                    doing,
                    () -> clients.ecs()
                            .stopTask(it -> it.cluster(cluster.name())
                                    .task(task.taskArn())
                                    .reason("dynagents drains " + machine.name())));
        }
    }

    /** Those of a machine that nobody has stopped; a list may not show yet what was begun a moment ago. */
    private List<Task> running(String doing, Machine machine, ContainerInstance place) throws Failure {
        List<String> arns =
                new ArrayList<>(cluster.running(doing, machine.name().value()));
        begun.id(machine.name()).filter(arn -> !arns.contains(arn)).ifPresent(arns::add);
        return cluster.described(doing, arns).stream()
                .filter(task -> machine.name().value().equals(task.startedBy()))
                .filter(task -> place.containerInstanceArn().equals(task.containerInstanceArn()))
                .filter(task -> RUNNING.equals(task.desiredStatus()))
                .toList();
    }
}
