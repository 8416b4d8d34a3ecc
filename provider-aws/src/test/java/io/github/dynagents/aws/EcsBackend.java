package io.github.dynagents.aws;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Moto behind its gate, for the contract: mode {@code ecs}. It plays the machines, too: they join the cluster. */
class EcsBackend extends AwsBackend {
    static final String CLUSTER = "ci";
    private static final String API = "AmazonEC2ContainerServiceV20141113.";

    /** ARNs of container instances, by instance. */
    private final Map<String, String> joined = new ConcurrentHashMap<>();

    private volatile boolean boots = true;

    EcsBackend() {
        ecs("CreateCluster", Map.of("clusterName", CLUSTER));
        gate().gaps()
                .lives(
                        id -> {
                            if (boots) {
                                boot(id);
                            }
                        },
                        this::end);
    }

    /** From now on what is bought stays where it is, in its boot. */
    void bootsNothing() {
        boots = false;
    }

    /** Asks ECS as moto has it, past everything. */
    final String ecs(String action, Map<String, Object> parameters) {
        return gate().json("ecs", API + action, Lists.write(parameters));
    }

    /** The machine runs its user data: it joins the cluster that these name. */
    final void boot(String id) {
        String script = BootScript.scriptIn(gate().gaps().userData(id));
        List<String> cluster = Gate.all("\nECS_CLUSTER=(.*?)\n", script);
        if (!cluster.isEmpty()) {
            joined.put(id, join(cluster.getFirst(), id));
        }
    }

    /** Registers an instance as the ECS agent on it would. */
    final String join(String cluster, String id) {
        String registered = ecs(
                "RegisterContainerInstance",
                Map.of("cluster", cluster, "instanceIdentityDocument", "{\"instanceId\":\"" + id + "\"}"));
        return Gate.all("\"containerInstanceArn\": ?\"(.*?)\"", registered).getFirst();
    }

    /** What ECS does when an instance is terminated. */
    private void end(String id) {
        Optional.ofNullable(joined.remove(id)).ifPresent(arn -> {
            tasks(arn).forEach(task -> ecs("StopTask", Map.of("cluster", CLUSTER, "task", task)));
            ecs("DeregisterContainerInstance", Map.of("cluster", CLUSTER, "containerInstance", arn, "force", true));
        });
    }

    /** The container instance that a machine is. */
    final String containerInstance(String id) {
        return Optional.ofNullable(joined.get(id)).orElseThrow();
    }

    /** The tasks that run on a container instance, and that nobody has stopped. */
    final List<String> tasks(String containerInstance) {
        return Gate.all(
                "(arn:aws:ecs:[^\"]*:task/[^\"]*)",
                ecs(
                        "ListTasks",
                        Map.of(
                                "cluster",
                                CLUSTER,
                                "containerInstance",
                                containerInstance,
                                "desiredStatus",
                                "RUNNING")));
    }

    /** ARNs of all task definitions, of all revisions. */
    final List<String> definitions() {
        return Gate.all("(arn:aws:ecs:[^\"]*:task-definition/[^\"]*)", ecs("ListTaskDefinitions", Map.of()));
    }

    @Override
    public Map<String, Object> account() {
        Map<String, Object> account = new TreeMap<>(super.account());
        account.putAll(Map.of("mode", "ecs", "cluster", CLUSTER, "secrets", "user-data"));
        return account;
    }

    /** Its command and environment are told when it is started, not at the machine's birth; see {@link TaskAgentsTest}. */
    @Override
    public AgentSpec agent() {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                .image("example/agent:1")
                .build();
    }

    @Override
    final String told(String id) {
        StringBuilder told = new StringBuilder();
        definitions().forEach(arn -> told.append(ecs("DescribeTaskDefinition", Map.of("taskDefinition", arn))));
        return told.toString();
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        return switch (call) {
            case START_AGENT, STOP_AGENT -> EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
            case TIDY -> EnumSet.noneOf(RawFault.class); // there is nothing to tidy, so no request to go wrong
            default -> super.faults(call);
        };
    }

    /** A stop goes wrong where there is something to stop. */
    @Override
    public void breaks(CallKind call, RawFault fault) {
        if (call == CallKind.STOP_AGENT) {
            joined.forEach((id, arn) -> {
                if (tasks(arn).isEmpty()) {
                    startByHand(id, name(id));
                }
            });
        }
        super.breaks(call, fault);
    }

    /** Starts a task on a machine, past the provider. */
    final String startByHand(String id, String startedBy) {
        ecs(
                "RegisterTaskDefinition",
                Map.of(
                        "family",
                        "by-hand",
                        "containerDefinitions",
                        List.of(Map.of("name", "agent", "image", "example/agent:1", "memoryReservation", 16))));
        String started = ecs(
                "StartTask",
                Map.of(
                        "cluster",
                        CLUSTER,
                        "taskDefinition",
                        "by-hand",
                        "startedBy",
                        startedBy,
                        "containerInstances",
                        List.of(containerInstance(id))));
        return Gate.all("(arn:aws:ecs:[^\"]*:task/[^\"]*)", started).getFirst();
    }

    private String name(String id) {
        return tags(gate().ec2("DescribeInstances", "InstanceId.1", id)).getOrDefault(Tags.NAME, id);
    }

    @Override
    public int agentsRunning(String nativeId) {
        return tasks(containerInstance(nativeId)).size();
    }

    @Override
    public void vanish(String nativeId) {
        end(nativeId);
        super.vanish(nativeId);
    }
}
