package io.github.dynagents.bench;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole tick of an {@link Autoscaler} on virtual time: observe, believe, decide, guard, carry out; by the number of
 * machines, most of which are busy. Lists that show nothing new and renewals come at their usual times.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class TickSpeed {
    private static final Duration TICK = Duration.ofSeconds(5);

    @Param({"10", "50", "200", "1000"})
    public int machines;

    private VirtualTime time = new VirtualTime(BigWorld.NOON, 1);
    private StillServer server = new StillServer(1, List.of());
    private List<Job> jobs = List.of();
    private Autoscaler autoscaler = start();

    private Autoscaler start() {
        return start(new BigWorld(1, 1, Slots.SERVED, BillingTerms.HOURLY));
    }

    private Autoscaler start(BigWorld world) {
        time = new VirtualTime(BigWorld.NOON, 1);
        jobs = new ArrayList<>(world.jobs());
        server = new StillServer(world.fleet().pools().getFirst().slots(), world.jobs());
        Autoscaler.Builder builder = Autoscaler.builder(time, world.fleet()).server("ci", server);
        world.fleet()
                .accounts()
                .forEach((name, account) -> builder.machines(
                        name,
                        new StillCloud(
                                account.capabilities(), world.offerings(name), world.machines(name), time::now)));
        Autoscaler autoscaler = builder.build();
        autoscaler.start();
        time.runFor(Duration.ofMinutes(2));
        return autoscaler;
    }

    @Setup(Level.Trial)
    public void draw() {
        autoscaler = start(new BigWorld(machines, 0, Slots.SHORT, BillingTerms.PER_SECOND));
    }

    /** The server's answer differs by one job, five seconds after the last. */
    @Benchmark
    public World oneJobChanged() {
        jobs.add(jobs.removeLast().toBuilder().build());
        server.shows(jobs);
        time.runFor(TICK);
        return autoscaler.world();
    }

    /** Nothing has changed, and a tick comes all the same. */
    @Benchmark
    public World nothingChanged() {
        autoscaler.resume();
        time.runFor(TICK);
        return autoscaler.world();
    }
}
