package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Drone server stops answering while a machine runs a job. */
class DroneGoneIT {
    private static final String UNKNOWN =
            "CI server drone is unknown, so nothing is bought, drained or released for it";

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void forAMomentNothingIsBoughtOrDroppedAndThenAllGoesOn() throws Exception {
        Drone drone = site.stoppableDrone();
        Child daemon = site.run(site.configuration().account("local", "1.00").lease("9s"));
        long running = drone.enqueue(3);
        MachineFiles machine = site.awaitMachineOf(running);
        daemon.awaitText(machine.name() + " has 1 job");
        drone.freeze();
        Waiting.until("it notices", () -> daemon.lines(UNKNOWN).stream().anyMatch(DroneGoneIT::failed), daemon::log);
        String then = daemon.log();
        for (int renewals = 0; renewals < 2; renewals++) {
            String mark = machine.mark();
            Waiting.until("the lease is renewed", () -> !machine.mark().equals(mark), daemon::log);
        }
        assertThat(machine.runs()).isTrue();
        assertThat(daemon.log().substring(then.length()))
                .doesNotContain("loop ordered ", "loop buy ", "loop drain ", "loop release ");

        drone.thaw();
        drone.awaitStatus(running, "success");
        long next = drone.enqueue(1);
        drone.awaitStatus(next, "success");
        site.awaitNothingLeft();
        assertThat(drone.queued()).isZero();
    }

    @Test
    void forLongerThanBlindForItsMachinesWindDownAndTheirJobsFinish() throws Exception {
        Drone drone = site.stoppableDrone();
        Child daemon = site.run(
                site.configuration().account("local", "1.00").lease("6s").blindFor("2s"));
        long build = drone.enqueue(4);
        MachineFiles machine = site.awaitMachineOf(build);
        daemon.awaitText(machine.name() + " has 1 job");
        drone.freeze();

        Waiting.until(
                "the lease runs out",
                () -> machine.log().contains("ending, because its lease ran out"),
                () -> daemon.log());
        drone.thaw();
        drone.awaitStatus(build, "success");
        site.awaitNothingLeft();

        assertThat(daemon.log()).contains(UNKNOWN);
        assertThat(daemon.lines("loop ordered ")).hasSize(1);
        assertThat(drone.build(build).machines()).containsExactly(machine.name());
    }

    /** At its start the daemon says the same of a server that it has not asked yet. */
    private static boolean failed(String line) {
        return !line.contains("no answer yet");
    }
}
