package io.github.dynagents.bench;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.FaultPlan;
import io.github.dynagents.testkit.sim.Simulation;
import io.github.dynagents.testkit.sim.SimulationResult;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Simulated hours per second, on one core; the counter {@code hours} of each benchmark is what counts. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
public class SimulatedHours {
    private static final Duration DAY = Duration.ofHours(24);

    /** Counted, per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counted {
        public long hours;
        private long minutes;
        private long seed;

        long nextSeed() {
            return seed++;
        }

        void passed(Duration simulated) {
            minutes += simulated.toMinutes();
            hours += minutes / 60;
            minutes %= 60;
        }
    }

    /** Drawn scenarios with drawn faults, every invariant checked after every step. */
    @Benchmark
    public SimulationResult withFaultsAndInvariants(Counted counted) {
        SimulationResult result = Simulation.run(counted.nextSeed());
        counted.passed(result.simulated());
        return result;
    }

    /** The same scenarios without faults. */
    @Benchmark
    public SimulationResult withInvariants(Counted counted) {
        SimulationResult result =
                Simulation.seeded(counted.nextSeed()).plan(FaultPlan.NONE).run();
        counted.passed(result.simulated());
        return result;
    }

    /** A team's day under the daemon, with nobody checking it. */
    @Benchmark
    public Money aTeamsDay(Counted counted) {
        long seed = counted.nextSeed();
        Simulation simulation = new Simulation(seed);
        FakeCloud cloud = FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
        FakeCiServer ci = FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 2));
        simulation
                .account("main", cloud)
                .server(ci)
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .slots(2)
                        .build());
        simulation.startDaemon();
        Workload.smallTeam(seed, 1).submitTo(ci, simulation.time());
        simulation.time().runFor(DAY);
        counted.passed(DAY);
        return cloud.spent();
    }
}
