package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskAgentsTest {
    private final EcsSite site = new EcsSite();

    @AfterEach
    void close() {
        site.close();
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }

    private void starts(Machine machine) throws Failure {
        site.machines.startAgent(machine, site.agent());
    }

    @Test
    void aMachineIsToldWhichClusterToJoin() throws Failure {
        Machine machine = site.buys("worker");
        assertThat(BootScript.scriptIn(site.backend.gate().gaps().userData(machine.nativeId())))
                .contains(
                        "ECS_CLUSTER=ci\n",
                        "ECS_CONTAINER_STOP_TIMEOUT=5400s\n",
                        "ECS_AWSVPC_BLOCK_IMDS=true\n",
                        "ECS_ENABLE_SPOT_INSTANCE_DRAINING=false\n",
                        "ECS_INSTANCE_ATTRIBUTES={\"dynagents-name\":\"worker\",\"dynagents-owner\":\"ci_2eexample\"}\n",
                        "see_off")
                .doesNotContain("s3cret", "ECS_DISABLE_PRIVILEGED");
    }

    @Test
    void aMachineThatHasNotJoinedComesUpStill() throws Failure {
        site.backend.bootsNothing();
        Machine machine = site.buys("worker");
        assertThat(site.stateOf(machine)).isEqualTo(MachineState.STARTING);
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.NOT_STARTED);
        Failure failure = failure(() -> starts(machine));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("starting the agent of worker: the machine has not joined cluster ci yet");
        site.machines.stopAgent(machine);
        site.backend.boot(machine.nativeId());
        assertThat(site.stateOf(machine)).isEqualTo(MachineState.UP);
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.NOT_STARTED);
    }

    @Test
    void anAgentIsToldItsCommandAndEnvironmentWhenItIsStarted() throws Failure {
        Machine machine = site.buys("worker");
        starts(machine);
        String task = site.tasks(machine).getFirst();
        assertThat(site.overrides(task).replace(" ", ""))
                .contains(
                        "\"startedBy\":\"worker\"",
                        "\"command\":[\"agent\",\"run\"]",
                        "{\"name\":\"AGENT_COLOUR\",\"value\":\"teal\"}",
                        "{\"name\":\"AGENT_SECRET\",\"value\":\"s3cret\"}");
    }

    @Test
    void aTaskIsDefinedOnceAndAnewWhenItChanges() throws Failure {
        Machine machine = site.buys("worker");
        assertThat(site.backend.definitions()).hasSize(1);
        starts(machine);
        site.machines.stopAgent(machine);
        site.backend.pace().pass(Duration.ofHours(1));
        starts(machine);
        assertThat(site.backend.definitions()).hasSize(1);
        site.machines.buy(site.purchase(
                "newer", site.agent().toBuilder().image("example/agent:2").build()));
        assertThat(site.backend.definitions()).hasSize(2).allMatch(arn -> arn.contains("/dynagents-ci-example_linux_"));
    }

    @Test
    void aDefinitionTellsNoSecret() throws Failure {
        Machine machine = site.buys("worker");
        assertThat(site.backend.told(machine.nativeId()).replace(" ", ""))
                .contains(
                        "\"image\":\"example/agent:1\"",
                        "\"networkMode\":\"bridge\"",
                        "\"essential\":true",
                        "\"sourcePath\":\"/var/run/docker.sock\"",
                        "\"containerPath\":\"/var/run/docker.sock\"",
                        "\"name\":\"agent\"")
                .doesNotContain("s3cret", "logConfiguration");
    }

    @Test
    void sixteenWhoStartItAtOnceStartItOnce() throws Failure {
        Machine machine = site.buys("worker");
        var answers = site.backend.pace().together(Duration.ofSeconds(60), Collections.nCopies(16, () -> {
            starts(machine);
            return machine;
        }));
        assertThat(answers).hasSize(16).allMatch(each -> each instanceof Answer.Value);
        assertThat(site.tasks(machine)).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostStartsNoOther() throws Failure {
        Machine machine = site.buys("worker");
        site.backend.breaks(CallKind.START_AGENT, RawFault.SERVER_ERROR_AFTER);
        assertThat(failure(() -> starts(machine)).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        site.backend.mend();
        starts(machine);
        assertThat(site.tasks(machine)).hasSize(1);
    }

    @Test
    void tasksOfOthersAreNeitherShownNorStopped() throws Failure {
        Machine machine = site.buys("worker");
        Machine other = site.buys("other");
        String theirs = site.backend.startByHand(machine.nativeId(), "somebody");
        String elsewhere = site.backend.startByHand(other.nativeId(), "worker");
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.NOT_STARTED);
        assertThat(site.agentOf(other)).isEqualTo(AgentState.NOT_STARTED);
        starts(machine);
        assertThat(site.tasks(machine)).hasSize(2);
        site.machines.stopAgent(machine);
        assertThat(site.tasks(machine)).containsExactly(theirs);
        assertThat(site.tasks(other)).containsExactly(elsewhere);
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void aMachineOfAnotherOwnersIsGivenNoAgent() throws Failure {
        String id = site.backend.plantForeign("worker", Optional.of("somebody"));
        String arn = site.backend.join(EcsBackend.CLUSTER, id);
        Machine theirs = Machine.builder(
                        new MachineName("worker"), id, site.backend.pace().now())
                .build();
        assertThat(failure(() -> starts(theirs)).kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure(() -> site.machines.stopAgent(theirs)).kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(site.backend.tasks(arn)).isEmpty();
    }

    @Test
    void aTaskThatWasStoppedRunsUntilItHasFinished() throws Failure {
        Machine machine = site.buys("worker");
        starts(machine);
        String task = site.tasks(machine).getFirst();
        String arn = site.backend.containerInstance(machine.nativeId());
        site.backend
                .gate()
                .trouble()
                .answersJson(
                        "DescribeTasks",
                        ("{\"failures\":[],\"tasks\":[{\"taskArn\":\"%s\",\"containerInstanceArn\":\"%s\",\"startedBy\":"
                                        + "\"worker\",\"desiredStatus\":\"STOPPED\",\"lastStatus\":\"RUNNING\"}]}")
                                .formatted(task, arn));
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.RUNNING);
        site.machines.stopAgent(machine); // is not stopped again, or moto would have stopped it
        site.backend.mend();
        assertThat(site.tasks(machine)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AGENT | UNAVAILABLE | the machine's ECS agent is not connected to the cluster now (AGENT)",
                "MISSING | UNAVAILABLE | the machine is no longer in cluster ci (MISSING)",
                "INACTIVE | UNAVAILABLE | the machine was deregistered from cluster ci (INACTIVE)",
                "ATTRIBUTE | UNAVAILABLE | the machine's image lacks what the task needs: take an ECS-optimized one"
                        + " (ATTRIBUTE)",
                "RESOURCE:MEMORY | UNAVAILABLE | the machine has not enough MEMORY left: other tasks of the cluster use"
                        + " it (RESOURCE:MEMORY)",
                "SOMETHING | BROKEN | ECS did not start the task: SOMETHING"
            })
    void aTaskThatEcsDoesNotStartIsAFailure(String reason, Failure.Kind kind, String what) throws Failure {
        Machine machine = site.buys("worker");
        site.backend
                .gate()
                .trouble()
                .answersJson(
                        "StartTask", "{\"tasks\":[],\"failures\":[{\"arn\":\"a\",\"reason\":\"" + reason + "\"}]}");
        Failure failure = failure(() -> starts(machine));
        assertThat(failure).hasMessage("starting the agent of worker: " + what);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
    }

    @ParameterizedTest
    @CsvSource({"ListTasks", "ListContainerInstances", "DescribeTasks", "DescribeContainerInstances"})
    void anAnswerWithoutItsListIsNotTakenForAnEmptyOne(String action) throws Failure {
        starts(site.buys("worker"));
        site.backend.gate().trouble().answersJson(action, "{}");
        assertThat(failure(site.machines::list).kind()).isEqualTo(Failure.Kind.BROKEN);
    }

    @Test
    void allPagesAreRead() throws Failure {
        Machine machine = site.buys("worker");
        for (int i = 0; i < 110; i++) {
            site.backend.join(EcsBackend.CLUSTER, machine.nativeId());
        }
        for (int i = 0; i < 110; i++) {
            site.backend.startByHand(machine.nativeId(), "somebody");
        }
        starts(machine);
        assertThat(site.agentOf(machine)).isEqualTo(AgentState.RUNNING);
        assertThat(site.stateOf(machine)).isEqualTo(MachineState.UP);
    }

    private void refused(String name, AgentSpec agent, String what) throws Failure {
        Failure failure = failure(() -> site.machines.buy(site.purchase(name, agent)));
        assertThat(failure).hasMessageContaining(what);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(site.backend.billed()).isEmpty();
    }

    @Test
    void whatEcsCannotRunIsRefusedBeforeItIsBought() throws Failure {
        AgentSpec killed =
                AgentSpec.builder(OnTerm.KILLS_JOBS, 1).image("example/agent:1").build();
        refused("worker", killed, "an account with mode: ec2 runs it");
        AgentSpec program = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("agent"))
                .build();
        refused("worker", program, "an account with mode: ec2 runs it");
        refused("a".repeat(37), site.agent(), "is longer than the 36 letters");
        AgentSpec wordy =
                site.agent().toBuilder().env(Map.of("LONG", "x".repeat(8192))).build();
        refused("worker", wordy, "and a task of ECS can be told 8192");
        assertThat(site.machines
                        .buy(site.purchase("b".repeat(36), site.agent()))
                        .name()
                        .value())
                .hasSize(36);
    }

    @Test
    void familiesOfOtherOwnersAndPoolsAreOthers() {
        assertThat(TaskDefinitions.family("ci", "linux")).isEqualTo("dynagents-ci_linux");
        assertThat(TaskDefinitions.family("ci.example", "linux")).startsWith("dynagents-ci-example_linux_");
        assertThat(List.of(
                        TaskDefinitions.family("a-b", "c"),
                        TaskDefinitions.family("a", "b-c"),
                        TaskDefinitions.family("a.b", "c"),
                        TaskDefinitions.family("a/b", "c"),
                        TaskDefinitions.family("a_b", "c"),
                        TaskDefinitions.family("a", "b_c"),
                        TaskDefinitions.family("x".repeat(256), "c"),
                        TaskDefinitions.family("x".repeat(255), "c")))
                .doesNotHaveDuplicates()
                .allMatch(family -> family.matches("[A-Za-z0-9_-]{1,255}"));
    }

    /** ECS forgets by itself only those whose agent was connected to the last, and it is stopped when its machine drains. */
    @Test
    void aMachineThatIsNoMoreIsTakenOffTheCluster() throws Failure {
        site.buys("gone");
        site.backend.gate().gaps().tellsOfContainerInstances(TaskAgentsTest::disconnected);
        site.backend.pace().pass(Duration.ofMinutes(30));
        site.machines.tidy(new TreeSet<>());
        assertThat(deregistered()).as("of one that is young").isZero();
        site.backend.pace().pass(Duration.ofHours(1));
        site.machines.tidy(new TreeSet<>(List.of(new MachineName("gone"))));
        assertThat(deregistered()).as("of one that is alive").isZero();
        site.machines.tidy(new TreeSet<>());
        assertThat(deregistered()).isEqualTo(1);
    }

    @Test
    void whatIsConnectedOrOfAnotherOwnerStaysInTheCluster() throws Failure {
        site.buys("stays");
        site.backend.pace().pass(Duration.ofHours(2));
        site.machines.tidy(new TreeSet<>());
        site.backend
                .gate()
                .gaps()
                .tellsOfContainerInstances(body -> disconnected(body).replace("ci_2eexample", "somebody"));
        site.machines.tidy(new TreeSet<>());
        assertThat(deregistered()).isZero();
    }

    private int deregistered() {
        return site.backend.gate().requests("DeregisterContainerInstance");
    }

    private static String disconnected(String body) {
        return body.replace("\"agentConnected\": true", "\"agentConnected\": false")
                .replaceFirst(
                        "\"attributes\": \\[",
                        "\"attributes\": [{\"name\":\"dynagents-name\",\"value\":\"gone\"},"
                                + "{\"name\":\"dynagents-owner\",\"value\":\"ci_2eexample\"},");
    }
}
