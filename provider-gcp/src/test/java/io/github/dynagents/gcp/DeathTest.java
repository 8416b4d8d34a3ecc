package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon dies in the middle, and nobody is there any more: the bill ends by itself. */
class DeathTest {
    private static final Duration DAY = Duration.ofDays(1);

    /** From the last mark to the end of the bill of a machine without a job. */
    private static Duration bound(Machines machines) {
        return machines.capabilities()
                .markReaches()
                .plus(WatchdogTimes.USUAL.poll())
                .plus(Site.TTL)
                .plus(WatchdogTimes.USUAL.shutdown())
                .plus(machines.capabilities().removedWithin());
    }

    private static final Duration BOOT = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void rightAfterItHasBought(String mode) throws Exception {
        try (Site site = Site.of(mode)) {
            Machines machines = site.open();
            site.buy(machines, "linux-a");
            site.buy(machines, "linux-b");
            machines.close();

            site.pass(DAY);
            assertThat(site.nodes()).isZero();
            assertThat(site.billed())
                    .isPositive()
                    .isLessThan(bound(machines).plus(BOOT).multipliedBy(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void whileAMachineHasAJobThatIsLongerThanItsGrace(String mode) throws Exception {
        try (Site site = Site.of(mode)) {
            Machines machines = site.open();
            site.buy(machines, "linux-a");
            site.fake.world().player().jobsLast("linux-a", Duration.ofHours(10));
            site.pass(Duration.ofMinutes(10));
            assertThat(machines.list().machines()).extracting(Machine::state).containsExactly(MachineState.UP);
            machines.close();

            site.pass(DAY);
            assertThat(site.nodes()).isZero();
            assertThat(site.billed()).isLessThan(bound(machines).plus(BOOT).plus(Site.GRACE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void whileAMachineIsEnding(String mode) throws Exception {
        try (Site site = Site.of(mode)) {
            Machines machines = site.open();
            Machine machine = site.buy(machines, "linux-a");
            site.pass(Duration.ofMinutes(5));
            machines.stopAgent(machine);
            machines.close();

            site.pass(DAY);
            assertThat(site.nodes()).isZero();
            assertThat(site.billed()).isLessThan(bound(machines).plus(BOOT));
        }
    }

    /** Its instance group makes its node anew, and nobody releases that. */
    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void andThenItsMachineIsPreempted(String mode) throws Exception {
        try (Site site = Site.of(mode)) {
            Machines machines = site.open();
            site.buy(machines, "linux-a");
            site.pass(Duration.ofMinutes(5));
            machines.close();
            site.preemptAll();

            site.pass(DAY);
            assertThat(site.nodes()).isZero();
            assertThat(site.billed()).isLessThan(bound(machines).plus(BOOT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void andTheNextOneClearsUpWhatIsLeft(String mode) throws Exception {
        try (Site site = Site.of(mode)) {
            Machines dead = site.open();
            site.buy(dead, "linux-a");
            dead.close();
            site.pass(DAY);

            Machines next = site.open();
            List<Machine> left = next.list().machines();
            assertThat(left).allMatch(machine -> machine.state() == MachineState.REMNANT);
            for (Machine machine : left) {
                next.release(machine);
            }
            site.pass(Duration.ofMinutes(5));
            assertThat(next.list().machines()).isEmpty();
            assertThat(site.pods()).isEmpty();
            assertThat(site.pools()).isEmpty();
            next.close();
        }
    }
}
