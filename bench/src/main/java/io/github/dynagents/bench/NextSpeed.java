package io.github.dynagents.bench;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.World;
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

/** How long it takes to believe what is seen, by the number of machines; as many jobs wait. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class NextSpeed {
    @Param({"10", "100", "1000", "10000"})
    public int machines;

    private World world = new BigWorld(1, 1, Slots.SERVED, BillingTerms.HOURLY).world();
    private Observation unchanged = world.seen();
    private Observation changed = world.seen();

    @Setup(Level.Trial)
    public void draw() {
        world = new BigWorld(machines, machines, Slots.SHORT, BillingTerms.PER_SECOND).world();
        unchanged = BigWorld.later(world.seen());
        changed = BigWorld.withAnotherLastJob(world.seen());
    }

    /** No answer has come, and five seconds have passed. */
    @Benchmark
    public World nothingChanged() {
        return world.next(unchanged, List.of());
    }

    /** A CI server's answer differs by one job. */
    @Benchmark
    public World oneJobChanged() {
        return world.next(changed, List.of());
    }
}
