package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fakes of one scenario, and a fleet over them. */
final class Stage {
    private static final Duration NOTICE = Duration.ofMinutes(2);

    private final Scenario scenario;
    private final Simulation simulation;
    private final SortedMap<String, FakeCloud> clouds = new TreeMap<>();
    private final FakeCiServer ci;

    Stage(long seed, Scenario scenario) {
        this.scenario = scenario;
        this.simulation = new Simulation(seed).limits(scenario.limits()).safety(scenario.safety());
        this.ci = switch (scenario.ci()) {
            case DRONE -> FakeCiServer.drone(time(), Scenario.SERVER);
            case WOODPECKER -> FakeCiServer.woodpecker(time(), Scenario.SERVER);
        };
        scenario.clouds().forEach(this::add);
        simulation.server(ci);
        scenario.pools().forEach(this::add);
    }

    private void add(Scenario.CloudSetup setup) {
        FakeCloud cloud =
                setup.kind().make(time(), setup.account()).latency(Spread.around(Duration.ofMillis(250), 0.4));
        setup.offerings().forEach(offering -> cloud.sells(offering(offering)));
        clouds.put(setup.account(), cloud);
        simulation.account(setup.account(), cloud, setup.limit());
    }

    private static FakeOffering offering(Scenario.OfferingSetup setup) {
        FakeOffering offering = FakeOffering.of(setup.id(), setup.perHour())
                .terms(setup.terms())
                .platform(setup.platform())
                .speed(setup.speed())
                .usualBoot(setup.boot())
                .boot(Spread.around(setup.boot(), 0.15));
        setup.meanLife().ifPresent(life -> offering.spot(Spread.exponential(life), NOTICE));
        return offering;
    }

    private void add(Scenario.PoolSetup setup) {
        ci.serves(new AgentProfile(setup.name(), setup.platform(), Labels.NONE, setup.slots()));
        List<Supply> all = clouds.keySet().stream().map(Supply::parse).toList();
        simulation.pool(Pool.builder(setup.name(), Scenario.SERVER, all)
                .platform(setup.platform())
                .slots(setup.slots())
                .machines(setup.machines())
                .onTerm(scenario.ci() == Scenario.CiKind.WOODPECKER ? OnTerm.KILLS_JOBS : OnTerm.FINISHES_JOBS)
                .build());
    }

    Scenario scenario() {
        return scenario;
    }

    Simulation simulation() {
        return simulation;
    }

    VirtualTime time() {
        return simulation.time();
    }

    FakeCiServer ci() {
        return ci;
    }

    SortedMap<String, FakeCloud> clouds() {
        return clouds;
    }

    FakeCloud cloud(String account) {
        return Objects.requireNonNull(clouds.get(account), account);
    }

    /** What all clouds have billed until now. */
    Money spent() {
        return clouds.values().stream().map(FakeCloud::spent).reduce(Money.ZERO, Money::plus);
    }

    int alive() {
        int alive = 0;
        for (FakeCloud cloud : clouds.values()) {
            alive += cloud.alive();
        }
        return alive;
    }
}
