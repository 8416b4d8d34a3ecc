package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/** What runs {@code reap} from outside, every so often: it knows a list, and nothing else. */
final class Reaper {
    private final VirtualTime time;
    private final Machines account;
    private final Duration every;
    private final Duration afterLease;

    Reaper(VirtualTime time, Machines account, Safety safety) {
        this.time = time;
        this.account = account;
        this.every = safety.reapEvery().orElseThrow();
        this.afterLease = safety.grace().plus(WatchdogTimes.USUAL.shutdown()).plus(safety.reapMargin());
    }

    /** The first time then, and again and again. */
    void start(Duration first) {
        time.after(first, this::reap);
    }

    private void reap() {
        try {
            Listing listing = account.list();
            for (Machine machine : listing.machines()) {
                if (isOver(machine, listing.asOf())) {
                    account.release(machine);
                }
            }
        } catch (Failure e) {
            throw new IllegalStateException("nothing goes wrong between reap and its cloud", e);
        }
        time.after(every, this::reap);
    }

    private boolean isOver(Machine machine, Instant now) {
        return machine.state() == MachineState.REMNANT
                || machine.lease()
                        .filter(lease -> now.isAfter(lease.until().plus(afterLease)))
                        .isPresent();
    }
}
