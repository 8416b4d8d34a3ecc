package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job: a queue that fills, machines that are bought, a queue that empties, machines that go. */
class ServedQueueIT {
    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aFilledQueueBuysAMachineWhoseAgentRunsTheBuildsAndThenItIsDrainedAndReleased() throws Exception {
        Drone drone = site.drone();
        Child daemon = site.run(site.configuration().account("local", "1.00").machines(1));
        long first = drone.enqueue(2);
        long second = drone.enqueue(1);

        ProcessId agent = site.awaitMachineOf(first).agent().orElseThrow();
        assertThat(agent.pid()).isNotIn(daemon.pid(), drone.pid().orElse(0L));
        drone.awaitStatus(first, "success");
        drone.awaitStatus(second, "success");
        daemon.awaitText(" is gone");
        site.awaitNothingLeft();

        String machine = drone.build(first).machines().getFirst();
        assertThat(drone.build(second).machines()).containsExactly(machine);
        assertThat(daemon.log())
                .containsSubsequence(
                        "bought " + machine,
                        machine + " has 1 job",
                        "told " + machine + " to drain",
                        machine + " is released",
                        machine + " is gone");
        assertThat(agent.alive()).as("the agent still runs").isFalse();
        assertThat(site.machines("local")).allMatch(MachineFiles::isReleased);
        assertThat(drone.queued()).isZero();
        assertThat(daemon.isAlive()).as("the daemon goes on").isTrue();
    }

    @Test
    void theCheapAccountIsFilledUpToItsLimitAndTheDearOneServesTheRest() throws Exception {
        oneMachineOfEach(site.configuration().limited("cheap", "0.50", 1).account("dear", "3.00"));
    }

    @Test
    void theCheapAccountIsFilledUpToWhatItsProviderHoldsAndTheDearOneServesTheRest() throws Exception {
        oneMachineOfEach(
                site.configuration().account("cheap", "0.50", "capacity: 1").account("dear", "3.00"));
    }

    private void oneMachineOfEach(Configuration configuration) throws Exception {
        Drone drone = site.drone();
        Child daemon = site.run(configuration);
        // At its start the daemon buys at the first account that it knows. Once one job is through it knows both.
        drone.awaitStatus(drone.enqueue(6), "success");
        daemon.awaitText(" is gone");
        List<Long> builds = List.of(drone.enqueue(8), drone.enqueue(8));
        List<String> machines = new ArrayList<>();
        for (long build : builds) {
            machines.add(site.awaitMachineOf(build).name());
        }

        assertThat(site.machines("cheap")).extracting(MachineFiles::name).containsAnyElementsOf(machines);
        assertThat(site.machines("dear")).extracting(MachineFiles::name).containsAnyElementsOf(machines);
        for (long build : builds) {
            drone.awaitStatus(build, "success");
        }
        site.awaitNothingLeft();
        assertThat(daemon.lines("loop bought ")).hasSize(3);
    }

    @Test
    void aLimitOfOneMachineIsNeverExceededHoweverManyJobsWait() throws Exception {
        Drone drone = site.drone();
        List<Long> builds = List.of(drone.enqueue(1), drone.enqueue(1), drone.enqueue(1));
        Child daemon = site.run(site.configuration().account("local", "1.00").machines(1));
        for (long build : builds) {
            drone.awaitStatus(build, "success");
        }
        site.awaitNothingLeft();
        daemon.awaitText(" is gone");

        int machines = 0;
        for (String line : daemon.log().lines().toList()) {
            machines += line.contains("loop ordered ") ? 1 : line.endsWith(" is gone") ? -1 : 0;
            assertThat(machines).as(line).isBetween(0, 1);
        }
        assertThat(daemon.lines("loop ordered ")).isNotEmpty();
    }

    @Test
    void aNewBuildWakesTheDaemonLongBeforeItsNextPoll() throws Exception {
        Site.Hooked hooked = site.hookedDrone();
        Drone drone = hooked.drone();
        long before = drone.enqueue(30);
        Child daemon = site.run(
                site.configuration().account("local", "1.00").poll("1h").webhook(hooked.listen()));
        String machine = site.awaitMachineOf(before).name();

        // The daemon has looked at the queue already, or it had bought nothing; its next look by itself is in an hour.
        long after = drone.enqueue(1);
        drone.awaitStatus(after, "success");

        assertThat(drone.build(after).machines()).doesNotContain(machine);
        assertThat(daemon.lines("loop ordered ")).hasSize(2);
    }

    @Test
    void aJobWhoseMachineDiesIsCancelledAndRunAgainOnce() throws Exception {
        Drone drone = site.drone();
        Child daemon = site.run(site.configuration().account("local", "1.00"));
        long lost = drone.enqueue(5);
        MachineFiles machine = site.awaitMachineOf(lost);
        machine.killWhole();

        daemon.awaitText("restarted lost job ");
        Waiting.until("build " + lost + " is cancelled", () -> drone.build(lost).isOver(), daemon::log);
        Drone.Build again = drone.builds().getFirst();
        drone.awaitStatus(again.number(), "success");
        site.awaitNothingLeft();

        assertThat(drone.build(lost).status()).isEqualTo("killed");
        assertThat(drone.builds().stream().filter(build -> build.number() >= lost))
                .hasSize(2);
        assertThat(again.params()).containsEntry("DYNAGENTS_RESTARTED", String.valueOf(lost));
        assertThat(drone.build(again.number()).machines()).doesNotContain(machine.name());
        assertThat(daemon.lines("restarted lost job ")).hasSize(1);
    }
}
