package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import java.time.Duration;
import java.util.Optional;

/** Whether leases are long enough for what a mark takes to reach a machine. */
final class LeaseCheck {
    private LeaseCheck() {}

    /** A lease is renewed when a third of it is over; by its end that must have reached the machine. */
    static Optional<Finding> of(Capabilities cloud, Duration lease) {
        Duration reach = cloud.markReaches().plus(WatchdogTimes.USUAL.poll());
        Duration least = reach.multipliedBy(3).dividedBy(2);
        boolean isLive = cloud.leases() == LeaseChannel.LIVE;
        return isLive && lease.compareTo(least) <= 0
                ? Optional.of(Finding.wrong(
                        "safety.lease",
                        "machines end before a renewal reaches them: a lease is %d s, and a mark takes up to %d s here"
                                .formatted(
                                        lease.toSeconds(), cloud.markReaches().toSeconds()),
                        "make safety.lease longer than %d s".formatted(least.toSeconds())))
                : Optional.empty();
    }
}
