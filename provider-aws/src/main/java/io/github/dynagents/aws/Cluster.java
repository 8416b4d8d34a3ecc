package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** What a cluster of ECS has, others' things among it. All of it, or a failure. */
final class Cluster {
    private static final int MOST_AT_ONCE = 100;
    private static final Set<String> REGISTERED = Set.of("ACTIVE", "DRAINING");
    private static final String GONE = "MISSING";

    private final String name;
    private final Clients clients;
    private final Calls calls;

    Cluster(String name, Clients clients, Calls calls) {
        this.name = name;
        this.clients = clients;
        this.calls = calls;
    }

    String name() {
        return name;
    }

    private EcsClient ecs() {
        return clients.ecs();
    }

    /** The container instances that are registered, their instance's id in each. */
    List<ContainerInstance> containerInstances(String doing) throws Failure {
        return containerInstances(doing, Optional.empty());
    }

    /** That of one instance, if it is registered; of several, one whose agent is connected. */
    Optional<ContainerInstance> containerInstance(String doing, String instanceId) throws Failure {
        return containerInstances(doing, Optional.of("ec2InstanceId == " + instanceId)).stream()
                .filter(each -> instanceId.equals(each.ec2InstanceId()))
                .reduce((one, other) -> Boolean.TRUE.equals(other.agentConnected()) ? other : one);
    }

    private List<ContainerInstance> containerInstances(String doing, Optional<String> filter) throws Failure {
        ListContainerInstancesRequest.Builder request =
                ListContainerInstancesRequest.builder().cluster(name);
        filter.ifPresent(request::filter);
        List<ListContainerInstancesResponse> pages = calls.ask(
                doing,
                () -> ecs().listContainerInstancesPaginator(request.build()).stream()
                        .toList());
        List<String> arns = new ArrayList<>();
        for (ListContainerInstancesResponse page : pages) {
            whole(doing, page.hasContainerInstanceArns(), "container instances");
            arns.addAll(page.containerInstanceArns());
        }
        List<ContainerInstance> found = new ArrayList<>();
        for (List<String> some : Parts.of(arns, MOST_AT_ONCE)) {
            DescribeContainerInstancesResponse answer = calls.ask(
                    doing,
                    () -> ecs().describeContainerInstances(
                                    it -> it.cluster(name).containerInstances(some)));
            whole(doing, answer.hasContainerInstances(), "container instances");
            found.addAll(answer.containerInstances());
            for (var failure : answer.failures()) {
                passing(doing, String.valueOf(failure.reason()), String.valueOf(failure.arn()));
            }
        }
        return found.stream().filter(each -> REGISTERED.contains(each.status())).toList();
    }

    /** Takes one off the cluster; already gone is success. */
    void deregister(String doing, ContainerInstance instance, Exchange exchange) throws Failure {
        try {
            exchange.change(
                    doing,
                    () -> ecs().deregisterContainerInstance(it -> it.cluster(name)
                            .containerInstance(instance.containerInstanceArn())
                            .force(true)));
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.INVALID) {
                throw e;
            }
        }
    }

    /** Those that run, and those that have ended within the last hour. Whoever was there is among them. */
    List<Task> tasks(String doing) throws Failure {
        Set<String> arns = new LinkedHashSet<>();
        ListTasksRequest all = ListTasksRequest.builder().cluster(name).build();
        // in this order: what is stopped between the two questions is in both answers, not in neither
        for (DesiredStatus status : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            arns.addAll(arns(doing, all.toBuilder().desiredStatus(status).build()));
        }
        return described(doing, List.copyOf(arns));
    }

    /** Those that somebody has started, and that nobody has stopped: ECS takes no other filter beside this one. */
    List<String> running(String doing, String startedBy) throws Failure {
        return arns(
                doing,
                ListTasksRequest.builder().cluster(name).startedBy(startedBy).build());
    }

    private List<String> arns(String doing, ListTasksRequest request) throws Failure {
        List<ListTasksResponse> pages = calls.ask(
                doing, () -> ecs().listTasksPaginator(request).stream().toList());
        List<String> arns = new ArrayList<>();
        for (ListTasksResponse page : pages) {
            whole(doing, page.hasTaskArns(), "tasks");
            arns.addAll(page.taskArns());
        }
        return arns;
    }

    /** Tasks by their ARNs, as far as there are any. */
    List<Task> described(String doing, List<String> arns) throws Failure {
        List<Task> found = new ArrayList<>();
        for (List<String> some : Parts.of(arns, MOST_AT_ONCE)) {
            DescribeTasksResponse answer = calls.ask(
                    doing, () -> ecs().describeTasks(it -> it.cluster(name).tasks(some)));
            whole(doing, answer.hasTasks(), "tasks");
            found.addAll(answer.tasks());
            for (var failure : answer.failures()) {
                passing(doing, String.valueOf(failure.reason()), String.valueOf(failure.arn()));
            }
        }
        return found;
    }

    private static void whole(String doing, boolean has, String what) throws Failure {
        if (!has) {
            throw Failure.of(Failure.Kind.BROKEN, doing + ": an answer without " + what);
        }
    }

    /** What has gone since it was listed is no failure. */
    private static void passing(String doing, String reason, String arn) throws Failure {
        if (!reason.equals(GONE)) {
            throw Failure.of(Failure.Kind.BROKEN, doing + ": ECS does not describe " + arn + ": " + reason);
        }
    }
}
