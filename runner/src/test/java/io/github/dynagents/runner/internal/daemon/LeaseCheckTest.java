package io.github.dynagents.runner.internal.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases that are over before a renewal has come. */
class LeaseCheckTest {
    private static Capabilities cloud(LeaseChannel leases) {
        return Capabilities.builder(Once.UNIQUE_NAME, leases, End.CLOUD_REMOVES)
                .markReaches(Duration.ofMinutes(2))
                .build();
    }

    @Test
    void aLeaseThatIsOverBeforeARenewalReachesTheMachineIsWrong() {
        assertThat(LeaseCheck.of(cloud(LeaseChannel.LIVE), Duration.ofMinutes(3)))
                .map(Finding::toString)
                .contains(
                        "wrong: safety.lease: machines end before a renewal reaches them: a lease is 180 s, and a mark"
                                + " takes up to 120 s here → make safety.lease longer than 187 s");
    }

    @Test
    void aLongerOneIsNot() {
        assertThat(LeaseCheck.of(cloud(LeaseChannel.LIVE), Duration.ofMinutes(4)))
                .isEmpty();
    }

    @Test
    void whereALeaseIsTheWholeLifeNothingNeedsToReachTheMachine() {
        assertThat(LeaseCheck.of(cloud(LeaseChannel.AT_BIRTH), Duration.ofMinutes(3)))
                .isEmpty();
    }
}
