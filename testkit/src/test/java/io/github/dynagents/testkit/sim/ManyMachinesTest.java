package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link RenewalNumbers} does the same with 10,000 machines. */
class ManyMachinesTest {
    private static final Duration SPAN = Duration.ofMinutes(40);

    @Test
    void aSlowCloudLosesNoMachineOfALivingDaemonNorIsAskedMoreThanItBears() {
        ManyMachines.Kept kept = new ManyMachines(1, Mortal.EC2, 1500, ManyMachines.EC2).keep(SPAN);
        assertThat(kept.lost()).isZero();
        // two requests each five minutes, and what is tried again
        assertThat(kept.requestsAnHour()).isLessThan(100);
        assertThat(kept.late(0.99)).isLessThan(1 / 3.0);
    }

    @Test
    void whereEachMarkIsARequestNoMachineIsLostEither() {
        ManyMachines.Kept kept = new ManyMachines(1, Mortal.GKE, 500, ManyMachines.KUBERNETES).keep(SPAN);
        assertThat(kept.lost()).isZero();
        assertThat(kept.late(0.99)).isLessThan(1 / 3.0);
    }
}
