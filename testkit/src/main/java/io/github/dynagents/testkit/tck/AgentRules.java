package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where agents are started, stopped and shown from outside. */
interface AgentRules extends Rules {
    private Bench can(Capability... needed) {
        for (Capability capability : needed) {
            Rules.appliesWhere(bench().grants.can(capability), "there is " + capability);
        }
        return bench();
    }

    private static void starts(Bench bench, Machine machine) {
        bench.does(
                "startAgent",
                () -> bench.cloud().startAgent(machine, bench.purchase("any").agent()));
    }

    private static void isShown(Bench bench, Machine machine, AgentState state) {
        bench.eventually(
                "the agent of " + machine.name() + " is shown " + state,
                () -> bench.listed(machine.name()).map(Machine::agent).equals(Optional.of(state)));
    }

    private static Machine gone(Bench bench) {
        Machine machine = bench.buysUp("gone");
        bench.backend.vanish(machine.nativeId());
        bench.pace.pass(bench.grants.listLag());
        return machine;
    }

    private static void refusedAsGone(Failure failure) {
        assertEquals(Failure.Kind.INVALID, failure.kind(), () -> Bench.told(failure));
    }

    @Test
    default void anAgentIsStartedOnceHoweverOftenItIsAskedFor() {
        Bench bench = can(Capability.START_AGENT);
        Machine machine = bench.buysUp("worker");
        starts(bench, machine);
        starts(bench, machine);
        assertEquals(1, bench.backend.agentsRunning(machine.nativeId()), "agents that run on the machine");
    }

    @Test
    default void anAgentIsShownRunning() {
        Bench bench = can(Capability.SHOWS_AGENT);
        Machine machine = bench.buysUp("worker");
        if (bench.grants.can(Capability.START_AGENT)) {
            starts(bench, machine);
        }
        isShown(bench, machine, AgentState.RUNNING);
    }

    /** Where it cannot be started again, its machine may go with it: a pod that is deleted. */
    @Test
    default void anAgentThatIsToldToStopIsShownStopped() {
        Bench bench = can(Capability.STOP_AGENT, Capability.SHOWS_AGENT);
        Machine machine = bench.buysUp("worker");
        if (bench.grants.can(Capability.START_AGENT)) {
            starts(bench, machine);
        }
        isShown(bench, machine, AgentState.RUNNING);
        bench.does("stopAgent", () -> bench.cloud().stopAgent(machine));
        boolean mayGo = !bench.grants.can(Capability.RESTART_AGENT);
        if (bench.triesTo(() -> bench.cloud().stopAgent(machine)) instanceof Answer.Failed<String> failed) {
            assertTrue(mayGo, () -> "stopAgent again failed: " + Bench.told(failed.failure()));
            refusedAsGone(failed.failure());
        }
        bench.eventually(
                "the agent of " + machine.name() + " is shown STOPPED" + (mayGo ? ", or its machine no more" : ""),
                () -> bench.listed(machine.name())
                        .map(shown -> shown.agent() == AgentState.STOPPED)
                        .orElse(mayGo));
    }

    @Test
    default void anAgentThatWasStoppedIsStartedAgain() {
        Bench bench =
                can(Capability.START_AGENT, Capability.STOP_AGENT, Capability.RESTART_AGENT, Capability.SHOWS_AGENT);
        Machine machine = bench.buysUp("worker");
        starts(bench, machine);
        isShown(bench, machine, AgentState.RUNNING);
        bench.does("stopAgent", () -> bench.cloud().stopAgent(machine));
        isShown(bench, machine, AgentState.STOPPED);
        starts(bench, machine);
        isShown(bench, machine, AgentState.RUNNING);
    }

    @Test
    default void noAgentIsStartedOnAMachineThatIsGone() {
        Bench bench = can(Capability.START_AGENT);
        Machine machine = gone(bench);
        refusedAsGone(bench.fails(
                "startAgent on a machine that is gone",
                () -> bench.cloud().startAgent(machine, bench.purchase("any").agent())));
    }

    @Test
    default void noAgentIsStoppedOnAMachineThatIsGone() {
        Bench bench = can(Capability.STOP_AGENT);
        Machine machine = gone(bench);
        refusedAsGone(bench.fails(
                "stopAgent on a machine that is gone", () -> bench.cloud().stopAgent(machine)));
    }
}
