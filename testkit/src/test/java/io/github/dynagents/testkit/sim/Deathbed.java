package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.CloudWatcher;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.cloud.Invoice;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualProcess;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One daemon lives and dies. */
final class Deathbed {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Less than what the policy waits for at least. */
    private static final Duration SLOWEST_BOOT = Duration.ofMinutes(5).minusSeconds(10);

    private final long seed;
    private final Death death;
    private final Simulation simulation;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final FakeCiServer ci;
    private final SortedMap<String, FakeCloud> clouds = new TreeMap<>();
    private boolean decidesNothing;

    Deathbed(long seed) {
        this.seed = seed;
        this.simulation = new Simulation(seed);
        this.time = simulation.time();
        this.random = time.randomFor("death");
        this.death = new DeathDraw(random).draw();
        this.ci = switch (death.ci()) {
            case DRONE -> FakeCiServer.drone(time, Scenario.SERVER);
            case WOODPECKER -> FakeCiServer.woodpecker(time, Scenario.SERVER);
        };
        Policy policy = new EconomicPolicy();
        simulation
                .limits(death.limits())
                .safety(death.safety())
                .policy(world -> decidesNothing
                        ? new Plan(List.of(), world.now().plus(Duration.ofHours(1)))
                        : policy.decide(world));
        if (Boolean.getBoolean("dynagents.print")) {
            time.onNote((at, what) -> System.out.println(at + " " + what));
        }
        death.accounts().forEach(this::add);
        simulation.server(ci);
        death.pools().forEach(this::add);
        death.jobs()
                .forEach(job -> time.after(
                        job.at(),
                        () -> ci.submit(
                                Work.of("octo/hello", "default", job.takes()).on(platform(job)))));
    }

    private Platform platform(Death.Job job) {
        return death.pools().stream()
                .filter(pool -> pool.name().equals(job.pool()))
                .findFirst()
                .orElseThrow()
                .platform();
    }

    private void add(Scenario.PoolSetup setup) {
        ci.serves(new AgentProfile(setup.name(), setup.platform(), Labels.NONE, setup.slots()));
        List<Supply> all = clouds.keySet().stream().map(Supply::parse).toList();
        simulation.pool(Pool.builder(setup.name(), Scenario.SERVER, all)
                .platform(setup.platform())
                .slots(setup.slots())
                .onTerm(death.ci() == Scenario.CiKind.WOODPECKER ? OnTerm.KILLS_JOBS : OnTerm.FINISHES_JOBS)
                .build());
    }

    private void add(Death.Account account) {
        FakeCloud cloud = account.cloud()
                .make(time, account.name())
                .watchdogsTake(WatchdogTimes.USUAL)
                .takesTheMost(death.slowest())
                .hangsOnDrain(death.hangs())
                .latency(
                        death.rough()
                                ? Spread.between(Duration.ofMillis(50), Duration.ofSeconds(8))
                                : Spread.around(Duration.ofMillis(250), 0.4));
        account.sold().forEach(sold -> cloud.sells(offering(sold)));
        cloud.watcher(new CloudWatcher() {
            @Override
            public void born(Invoice.Item machine, Purchase purchase) {
                time.after(SLOWEST_BOOT, () -> giveUp(cloud, machine));
            }
        });
        clouds.put(account.name(), cloud);
        simulation.account(account.name(), cloud);
        if (account.cloud().needsReap()) {
            Duration every = death.safety().reapEvery().orElseThrow();
            new Reaper(time, cloud.account(account.name(), simulation.fleet().owner()), death.safety())
                    .start(Duration.ofSeconds(random.nextLong(every.toSeconds())));
        }
    }

    /** What never comes up is ended by its cloud: the bound takes it that scripts run. */
    private static void giveUp(FakeCloud cloud, Invoice.Item machine) {
        if (cloud.machine(machine.name())
                .filter(m -> m.state() == MachineState.STARTING)
                .isPresent()) {
            cloud.crash(machine.name());
        }
    }

    private static FakeOffering offering(Death.Sold sold) {
        Scenario.OfferingSetup setup = sold.offering();
        FakeOffering offering = FakeOffering.of(setup.id(), setup.perHour())
                .terms(setup.terms())
                .platform(setup.platform())
                .usualBoot(setup.boot())
                .boot(Spread.around(setup.boot(), 0.15));
        setup.meanLife().ifPresent(life -> offering.spot(Spread.exponential(life), Duration.ofMinutes(2)));
        return switch (sold.boots()) {
            case USUAL -> offering;
            case SLOW -> offering.boot(Spread.between(setup.boot(), SLOWEST_BOOT));
            case WITHOUT_AGENT -> offering.broken(0.3, Birth.AGENT_NEVER_CONNECTS);
            case NEVER_UP -> offering.broken(0.3, Birth.NEVER_UP);
        };
    }

    private Autoscaler start() {
        Autoscaler daemon = simulation.startDaemon();
        if (death.rough()) {
            clouds.keySet().forEach(account -> goesWrong(simulation.way(account)));
        }
        return daemon;
    }

    private void goesWrong(Faults way) {
        CallKind[] costly = {CallKind.BUY, CallKind.MARK};
        way.sometimes(0.1, new Fault.AnswerLost(), CallKind.BUY, CallKind.MARK, CallKind.RELEASE)
                .sometimes(0.1, new Fault.HappensLater(Duration.ofSeconds(random.nextInt(1, 30))), costly)
                .sometimes(0.05, new Fault.Hangs(random.nextBoolean()), costly)
                .sometimes(0.05, new Fault.Slow(Duration.ofSeconds(random.nextInt(1, 40))), costly)
                .sometimes(0.05, Fault.throttled(Duration.ofSeconds(10)), costly)
                .sometimes(0.05, Fault.unreachable(), costly);
    }

    /** Lives, dies, and lets the rest of it end. */
    DeathResult run() {
        Instant start = time.now();
        Autoscaler daemon = start();
        if (death.restart().isPresent()) {
            time.runUntil(start.plus(death.restart().get()));
            simulation.killDaemon();
            daemon = start();
        }
        time.runUntil(start.plus(death.at()));
        while (!isSure(daemon.world())) {
            time.runFor(Duration.ofSeconds(37));
        }
        World world = daemon.world();
        DeathResult.Told told = DeathResult.Told.of(death, world, clouds.values());
        die();
        Instant latest = told.all().latest();
        Instant later = time.now().plus(DEADLINE.multipliedBy(3));
        time.runUntil(latest.isAfter(later) ? latest : later);
        return told.against(seed, time.now(), clouds.values());
    }

    /** A start knows what there is once it may buy: before, it has no bound to tell. */
    private static boolean isSure(World world) {
        return world.trust().notBuying().isEmpty() && world.trust().settling().isEmpty();
    }

    private void die() {
        VirtualProcess process = simulation.daemonProcess();
        switch (death.how()) {
            case Death.Killed() -> simulation.killDaemon();
            case Death.Stopped stopped -> {
                process.stop();
                stopped.goesOn()
                        .ifPresent(after -> time.after(after, () -> {
                            decidesNothing = true;
                            process.resume();
                            time.after(DEADLINE.multipliedBy(3), simulation::killDaemon);
                        }));
            }
            case Death.CutOff cut -> {
                Fault fault = cut.hanging() ? new Fault.Hangs(false) : Fault.unreachable();
                clouds.keySet().forEach(account -> {
                    simulation.way(account).clear();
                    simulation.way(account).always(fault);
                });
                time.after(cut.lives(), simulation::killDaemon);
            }
        }
    }
}
