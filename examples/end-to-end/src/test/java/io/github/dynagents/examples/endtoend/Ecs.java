package io.github.dynagents.examples.endtoend;

import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** ECS beside EC2, as moto emulates both, with one cluster. No instance joins it by itself. */
final class Ecs {
    static final String CLUSTER = "builders";

    private static final String PROFILE = "machines";
    private static final Moshi JSON = new Moshi.Builder().build();

    private final Ec2 ec2;

    /** One that somebody has started, on whatever container instance. */
    record Task(
            String arn, String startedBy, String containerInstance, String status, Map<String, String> environment) {}

    private Ecs(Ec2 ec2) {
        this.ec2 = ec2;
    }

    /** Makes the cluster, and what its machines may be. */
    static Ecs of(Ec2 ec2) throws Exception {
        Ecs ecs = new Ecs(ec2);
        ecs.keepTasksRunning();
        ec2.post(
                "/",
                "iam",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Action=CreateInstanceProfile&Version=2010-05-08&InstanceProfileName=" + PROFILE);
        ecs.ask("CreateCluster", Map.of("clusterName", CLUSTER));
        return ecs;
    }

    /** Or a task would begin to end whenever somebody looks at it. */
    private void keepTasksRunning() throws Exception {
        ec2.post(
                "/moto-api/state-manager/set-transition",
                "ecs",
                Map.of("Content-Type", "application/json"),
                json(Map.of(
                        "model_name", "ecs::task", "transition", Map.of("progression", "manual", "times", 1_000_000))));
    }

    /** What an account must say to be this one. */
    String options() {
        return ec2.options() + ", mode: ecs, cluster: " + CLUSTER + ", instance-profile: " + PROFILE;
    }

    /** Registers an instance, as the ECS agent on it would; tells the ARN of the container instance that it now is. */
    String join(String cluster, String instance) throws Exception {
        Map<?, ?> registered = ask(
                "RegisterContainerInstance",
                Map.of("cluster", cluster, "instanceIdentityDocument", json(Map.of("instanceId", instance))));
        return text(map(registered, "containerInstance"), "containerInstanceArn");
    }

    /** All tasks that there ever were in the cluster, the stopped ones too, whoever started them. */
    List<Task> tasks() throws Exception {
        List<Object> arns = new ArrayList<>();
        for (String status : List.of("RUNNING", "STOPPED")) {
            for (Object arn : list(ask("ListTasks", Map.of("cluster", CLUSTER, "desiredStatus", status)), "taskArns")) {
                if (!arns.contains(arn)) { // it was stopped between the two questions
                    arns.add(arn);
                }
            }
        }
        List<Task> tasks = new ArrayList<>();
        if (!arns.isEmpty()) {
            for (Object each : list(ask("DescribeTasks", Map.of("cluster", CLUSTER, "tasks", arns)), "tasks")) {
                tasks.add(task((Map<?, ?>) each));
            }
        }
        return tasks;
    }

    private static Task task(Map<?, ?> json) {
        Map<String, String> environment = new TreeMap<>();
        for (Object container : list(map(json, "overrides"), "containerOverrides")) {
            for (Object variable : list((Map<?, ?>) container, "environment")) {
                environment.put(text((Map<?, ?>) variable, "name"), text((Map<?, ?>) variable, "value"));
            }
        }
        return new Task(
                text(json, "taskArn"),
                text(json, "startedBy"),
                text(json, "containerInstanceArn"),
                text(json, "lastStatus"),
                environment);
    }

    private Map<?, ?> ask(String action, Map<String, ?> parameters) throws Exception {
        String answer = ec2.post(
                "/",
                "ecs",
                Map.of(
                        "Content-Type",
                        "application/x-amz-json-1.1",
                        "X-Amz-Target",
                        "AmazonEC2ContainerServiceV20141113." + action),
                json(parameters));
        return (Map<?, ?>) Objects.requireNonNull(JSON.adapter(Object.class).fromJson(answer));
    }

    private static String json(Map<String, ?> value) {
        return JSON.adapter(Object.class).toJson(value);
    }

    private static Map<?, ?> map(Map<?, ?> json, String key) {
        return (Map<?, ?>) Objects.requireNonNull(json.get(key), json::toString);
    }

    private static List<?> list(Map<?, ?> json, String key) {
        return (List<?>) Objects.requireNonNull(json.get(key), json::toString);
    }

    private static String text(Map<?, ?> json, String key) {
        return (String) Objects.requireNonNull(json.get(key), json::toString);
    }
}
