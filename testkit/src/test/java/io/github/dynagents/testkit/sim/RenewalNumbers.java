package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Not a part of the usual build: 10,000 machines keep their leases over slow APIs, for docs/safety.md. */
class RenewalNumbers {
    @Test
    void noneOfTenThousandMachinesIsLostToASlowCloud() throws IOException {
        ManyMachines.Kept ec2 = new ManyMachines(1, Mortal.EC2, 10_000, ManyMachines.EC2).keep(Duration.ofHours(1));
        ManyMachines.Kept gke =
                new ManyMachines(1, Mortal.GKE, 10_000, ManyMachines.KUBERNETES).keep(Duration.ofHours(1));
        NumbersInDocs.safety().show("renewals", ManyMachines.Kept.HEAD + ec2.row() + gke.row());
        assertThat(ec2.lost() + gke.lost()).isZero();
    }
}
