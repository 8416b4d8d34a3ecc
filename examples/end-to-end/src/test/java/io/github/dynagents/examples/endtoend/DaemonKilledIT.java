package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The daemon ends, in whatever way, while its machine runs a job. */
class DaemonKilledIT {
    private static final int KILLED_BY_SIGTERM = 143;

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void killedAndStartedAgainItAdoptsItsMachineAndTheJobEndsWell() throws Exception {
        Drone drone = site.drone();
        Configuration configuration = site.configuration().account("local", "1.00");
        Child killed = site.run(configuration);
        long build = drone.enqueue(12);
        MachineFiles machine = site.awaitMachineOf(build);
        ProcessId agent = machine.agent().orElseThrow();
        killed.kill();

        Child next = site.run(configuration);
        next.awaitText(machine.name() + " has 1 job");
        assertThat(agent.alive()).as("the same agent runs").isTrue();
        drone.awaitStatus(build, "success");
        next.awaitText(machine.name() + " is gone");
        site.awaitNothingLeft();

        assertThat(drone.build(build).machines()).containsExactly(machine.name());
        assertThat(site.machines("local")).hasSize(1);
        assertThat(next.lines("loop ordered ")).isEmpty();
    }

    @Test
    void killedForGoodItsMachineFinishesTheJobAndEndsByItself() throws Exception {
        Drone drone = site.drone();
        Child daemon = site.run(site.configuration().account("local", "1.00").lease("6s"));
        long build = drone.enqueue(12);
        MachineFiles machine = site.awaitMachineOf(build);
        List<ProcessId> processes = machine.processes();
        daemon.kill();

        Waiting.until(
                "the lease runs out", () -> machine.log().contains("ending, because its lease ran out"), daemon::log);
        assertThat(drone.build(build).status())
                .as("the job is longer than the lease")
                .isEqualTo("running");
        drone.awaitStatus(build, "success");
        Waiting.until(
                "all its processes have ended",
                () -> processes.stream().noneMatch(ProcessId::alive) && !machine.runs(),
                processes::toString);
        assertThat(processes).hasSize(3);
        assertThat(machine.log()).containsSubsequence("telling the agent to finish", "dynagents: over");
    }

    @Test
    void toldToEndItTellsWhatIsLeftAndUntilWhenAndTheMachineLivesOn() throws Exception {
        Drone drone = site.drone();
        Child daemon = site.run(site.configuration().account("local", "1.00"));
        long build = drone.enqueue(10);
        MachineFiles machine = site.awaitMachineOf(build);
        daemon.awaitText(machine.name() + " has 1 job");
        daemon.terminate();

        assertThat(daemon.awaitEnd()).isEqualTo(KILLED_BY_SIGTERM);
        assertThat(machine.runs()).as("the machine lives on").isTrue();
        assertThat(daemon.lines("stopped; 1 machine(s) left, for $"))
                .singleElement()
                .asString()
                .contains("all gone by ");
        assertThat(daemon.lines(machine.name() + " has 1 job; it ends by itself by "))
                .singleElement()
                .asString()
                .contains("unless the daemon comes back");
        drone.awaitStatus(build, "success");
    }

    @Test
    void toldToEndWhereNothingRunsItSaysSo() throws Exception {
        Child daemon = site.run(site.configuration().account("local", "1.00"));
        daemon.awaitText(" starts for owner ");
        daemon.terminate();

        assertThat(daemon.awaitEnd()).isEqualTo(KILLED_BY_SIGTERM);
        assertThat(daemon.log()).contains("stopped; no machine is left");
    }
}
