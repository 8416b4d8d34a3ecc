package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.Recording;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.sim.Simulation;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Some hours in which much goes wrong, recorded in memory and on disk. */
final class RecordedDay {
    final Recording inMemory = new Recording();
    final World last;

    RecordedDay(long seed, Duration length, Path file) throws IOException {
        Simulation simulation = new Simulation(seed);
        FakeCiServer ci = FakeCiServer.woodpecker(simulation.time(), "ci").serves(AgentProfile.of("linux", 2));
        Money dime = Money.dollars("0.10");
        FakeCloud cheap = FakeClouds.gke(simulation.time())
                .sells(FakeOffering.of("b", dime))
                .sells(FakeOffering.of("a", dime).broken(0.3, Birth.NEVER_UP));
        FakeCloud dear = FakeClouds.droplets(simulation.time()).sells(FakeOffering.of("a", dime));
        cheap.faults().sometimes(0.05, new Fault.AnswerLost());
        ci.faults().sometimes(0.05, Fault.unreachable());
        simulation
                .account("cheap", cheap, 2)
                .account("dear", dear)
                .server(ci)
                .pool(Pool.builder("linux", "ci", List.of(Supply.parse("cheap"), Supply.parse("dear")))
                        .slots(2)
                        .onTerm(OnTerm.KILLS_JOBS)
                        .build());
        try (RecordingFile onDisk = RecordingFile.create(file, Long.MAX_VALUE, "test")) {
            onDisk.begin(World.start(simulation.fleet(), simulation.time().now()), false);
            simulation.listener(inMemory).listener(onDisk);
            Autoscaler autoscaler = simulation.startDaemon();
            Workload.smallTeam(seed, 1).submitTo(ci, simulation.time());
            simulation.time().runFor(length);
            last = autoscaler.world();
        }
    }

    List<Recording.Step.Decided> decided() {
        return inMemory.steps().stream()
                .filter(Recording.Step.Decided.class::isInstance)
                .map(Recording.Step.Decided.class::cast)
                .toList();
    }
}
