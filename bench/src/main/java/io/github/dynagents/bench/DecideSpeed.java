package io.github.dynagents.bench;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
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

/** How long it takes to decide, by the number of machines; ten jobs wait for each of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class DecideSpeed {
    private static final int JOBS_PER_MACHINE = 10;

    @Param({"10", "100", "1000", "10000"})
    public int machines;

    @Param
    public Slots queue = Slots.SERVED;

    @Param({"second", "hour"})
    public String billed = "";

    private final EconomicPolicy policy = new EconomicPolicy();
    private final LimitGuard guard = new LimitGuard();
    private World world = new BigWorld(1, 1, Slots.SERVED, BillingTerms.HOURLY).world();
    private Plan plan = policy.decide(world);

    @Setup(Level.Trial)
    public void draw() {
        BillingTerms terms = billed.equals("hour") ? BillingTerms.HOURLY : BillingTerms.PER_SECOND;
        world = new BigWorld(machines, JOBS_PER_MACHINE * machines, queue, terms).world();
        plan = policy.decide(world);
    }

    @Benchmark
    public Plan decide() {
        return policy.decide(world);
    }

    @Benchmark
    public Cut guard() {
        return guard.allow(world, plan);
    }
}
