package io.github.dynagents.examples.embedding;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.interpret.LiveSeam;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Supply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The autoscaler inside a program of your own. It takes any {@link Machines}, from a jar or of your own making, and any
 * {@link CiServer}, such as {@code DroneServer} of the module drone-client.
 */
public final class BuildFarm implements AutoCloseable {
    private final LiveSeam seam;
    private final Autoscaler autoscaler;

    /**
     * Begins to serve the jobs of a CI server with machines of a cloud.
     *
     * @param cloud opened by you, for the owner {@code my-ci} and the account {@code main}, and closed by you
     * @param drone opened by you for the pool {@code linux}, and closed by you
     */
    public BuildFarm(Machines cloud, CiServer drone, Autoscaler.Listener log) {
        // readme:embed
        Account main = new Account("main", 4, cloud.capabilities(), Duration.ofSeconds(30));
        Pool linux = Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                .slots(2) // jobs that a machine runs at once
                .worth(Money.dollars("2.00")) // that one job waits an hour less
                .build();
        Limits limits = new Limits(10, Optional.of(Money.dollars("5.00")), Optional.of(Money.dollars("20.00")));
        Fleet fleet = new Fleet("my-ci", new TreeMap<>(Map.of("main", main)), List.of(linux), limits, Safety.DEFAULT);

        seam = new LiveSeam(Throwable::printStackTrace); // real time, real threads
        autoscaler = Autoscaler.builder(seam, fleet)
                .machines("main", cloud)
                .server("drone", drone)
                .listener(log)
                .build();
        autoscaler.start();
        // readme:end
    }

    /** Your program knows of new jobs before the next poll: the queue is looked at now. */
    public void wake() {
        autoscaler.wake();
    }

    /** Ends the loop. Machines are left as they are: they end with their leases. */
    @Override
    public void close() {
        autoscaler.close();
        seam.close();
    }
}
