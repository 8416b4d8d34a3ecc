package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main job in mode {@code ecs}, where an agent is a task on a machine of a cluster. No instance boots in the emulator
 * and no container runs, so the test joins the cluster and runs the agent with the environment that the task was given.
 */
class EcsIT {
    private static final Pattern JOINS = Pattern.compile("(?m)^ECS_CLUSTER=(.*)$");

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aFilledQueueBuysAMachineWhoseTaskRunsTheJobAndThenTheTaskIsStoppedAndTheMachineTerminated() throws Exception {
        Ec2 ec2 = site.ec2();
        Ecs ecs = Ecs.of(ec2);
        Drone drone = site.drone();
        Child daemon = site.run(site.configuration()
                .agent("{type: exec, image: \"example/agent:1\"}")
                .callTimeout("20s")
                .lease("20s")
                .ecs(ecs, "ec2/cheap", """
                cheap: {types: [c5.large, m5.large], image: %s, capacity: [spot], price: 1.00, boot: 0s}
                """.formatted(Ec2.IMAGE)));
        long build = drone.enqueue(1);

        daemon.awaitText("loop bought ");
        Xml bought = ec2.instances().getFirst();
        String id = bought.text("instanceId");
        String name = bought.tags().getOrDefault("Name", "");
        assertThat(ecs.tasks()).as("tasks before the machine has joined").isEmpty();
        String cluster = clusterIn(ec2.script(id));
        assertThat(cluster).isEqualTo(Ecs.CLUSTER);
        String place = ecs.join(cluster, id);

        Ecs.Task started =
                Waiting.value("a task is started", () -> ecs.tasks().stream().findFirst(), daemon::log);
        assertThat(started.startedBy()).isEqualTo(name);
        assertThat(started.containerInstance()).isEqualTo(place);
        assertThat(started.status()).isEqualTo("RUNNING");
        assertThat(started.environment()).containsEntry("DRONE_RUNNER_NAME", name);

        Child agent = site.agentWith(started.environment());
        drone.awaitStatus(build, "success");
        assertThat(drone.build(build).machines()).containsExactly(name);
        Waiting.until(
                "the task is stopped",
                () -> ecs.tasks().stream().allMatch(task -> task.status().equals("STOPPED")),
                daemon::log);
        agent.terminate();
        Waiting.until("the machine is terminated", () -> state(ec2, id).equals("terminated"), daemon::log);
        daemon.awaitText(name + " is released");

        assertThat(daemon.log())
                .containsSubsequence(
                        "bought " + name + " (" + id + ")",
                        name + " has 1 job",
                        "told " + name + " to drain",
                        name + " is released");
        assertThat(ecs.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.arn()).isEqualTo(started.arn()));
        assertThat(ec2.instances()).hasSize(1);
        assertThat(daemon.isAlive()).as("the daemon goes on").isTrue();
    }

    /** The cluster that a machine's script has it join. */
    private static String clusterIn(String script) {
        Matcher joins = JOINS.matcher(script);
        assertThat(joins.find()).as("a cluster in %s", script).isTrue();
        return joins.group(1);
    }

    private static String state(Ec2 ec2, String id) throws Exception {
        return ec2.instance(id).text("instanceState/name");
    }
}
