package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.fault.FaultPlan;
import io.github.dynagents.testkit.time.VirtualProcess;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A simulation that is drawn from a seed: clouds, CI server, pools, limits, a few hours of jobs, and what goes wrong.
 * Start at {@link Simulation#seeded}. Every invariant is checked after every step.
 */
public final class SeededRun {
    /** Longer than everything must be gone. */
    private static final Duration LATEST = Duration.ofHours(40);

    /** What comes late would come within it. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);

    private final long seed;
    private Scenario scenario;
    private FaultPlan plan;
    private Optional<Policy> policy = Optional.empty();
    private Optional<Guard> guard = Optional.empty();
    private UnaryOperator<Machines> provider = UnaryOperator.identity();
    private boolean timeline;

    SeededRun(long seed) {
        this.seed = seed;
        RandomGenerator random = new VirtualTime(Instant.EPOCH, seed).randomFor("scenario");
        this.scenario = new ScenarioDraw(random).draw();
        this.plan = new PlanDraw(random, scenario).draw();
    }

    /** Decides instead of the production policy. */
    public SeededRun policy(Policy other) {
        policy = Optional.of(other);
        return this;
    }

    /** Guards instead of the production guard. */
    public SeededRun guard(Guard other) {
        guard = Optional.of(other);
        return this;
    }

    /**
     * Puts a provider of yours between each daemon and each fake cloud.
     *
     * @param around gets the fake cloud's account, and gives the provider that the daemon gets
     */
    public SeededRun provider(UnaryOperator<Machines> around) {
        provider = around;
        return this;
    }

    /** Goes wrong like this, instead of as drawn. Places are {@code main}, {@code other}, {@code ci} and {@code daemon}. */
    public SeededRun plan(FaultPlan other) {
        plan = other;
        return this;
    }

    SeededRun scenario(UnaryOperator<Scenario> change) {
        scenario = change.apply(scenario);
        return this;
    }

    /** Keeps all that happens, for {@link SimulationResult#timeline()}. */
    public SeededRun timeline() {
        timeline = true;
        return this;
    }

    /**
     * Runs it, in the caller's thread. One in which an invariant is broken is run again, to keep its timeline; where that
     * breaks nothing, because a policy or a provider of yours remembers the first time, the first result is told.
     */
    public SimulationResult run() {
        SimulationResult result = new Pass(timeline).run();
        if (result.violations().isEmpty() || timeline) {
            return result;
        }
        SimulationResult again = new Pass(true).run();
        return again.violations().isEmpty() ? result : again;
    }

    /** One pass from the beginning to the end. */
    private final class Pass {
        private final Stage stage = new Stage(seed, scenario);
        private final VirtualTime time = stage.time();
        private final Instant start = time.now();
        private final EffectLog log = new EffectLog(time);
        private final Findings findings = new Findings(time, log, scenario);
        private final Referee referee = new Referee(stage, findings);
        private final Daemons daemons = new Daemons(stage, log, this::wire);
        private final List<SimulationResult.Moment> moments = new ArrayList<>();

        Pass(boolean keepsTimeline) {
            if (keepsTimeline) {
                time.onNote((at, what) -> moments.add(new SimulationResult.Moment(at, what)));
            }
            policy.ifPresent(stage.simulation()::policy);
            guard.ifPresent(stage.simulation()::guard);
            stage.ci().effects(log);
            stage.clouds().values().forEach(cloud -> cloud.effects(log).watcher(referee));
        }

        private Wiring wire(VirtualProcess process, CallWatch watch) {
            return new Wiring() {
                @Override
                public Machines machines(String account, Machines fake) {
                    return provider.apply(new WatchedMachines(account, fake, watch));
                }

                @Override
                public CiServer server(String name, CiServer fake) {
                    return new WatchedServer(name, fake, watch);
                }

                @Override
                public List<Autoscaler.Listener> listeners() {
                    return List.of(referee.listener(process, watch));
                }
            };
        }

        SimulationResult run() {
            new Saboteur(stage, daemons, log).carryOut(plan);
            scenario.workload().submitTo(stage.ci(), time);
            daemons.start();
            scenario.death().ifPresentOrElse(this::runToDeath, this::runToTheEnd);
            return new SimulationResult(
                    seed, scenario.text(), plan, findings, log.counts(), referee.decisions(), moments, totals());
        }

        private void runToTheEnd() {
            runUntil(start.plus(scenario.span()));
            runWhile(() -> stage.alive() > 0 || !stage.ci().isIdle() || hasLostJobs());
        }

        /** The first broken invariant ends it: what follows from it is no news. */
        private boolean isWell() {
            return findings.violations().isEmpty();
        }

        private boolean hasLostJobs() {
            return stage.ci()
                    .lostSince(findings.forgottenUntil(Invariant.NO_JOB_STAYS_LOST))
                    .isPresent();
        }

        private void runToDeath(Duration after) {
            runUntil(start.plus(after));
            List<Daemon> dying = daemons.running();
            daemons.killAllForGood();
            referee.died(dying);
            runWhile(() -> stage.alive() > 0);
        }

        private void runUntil(Instant end) {
            while (isWell() && time.stepUntil(end)) {
                referee.step();
            }
            referee.step();
        }

        private void runWhile(java.util.function.BooleanSupplier unfinished) {
            Instant latest = start.plus(LATEST);
            boolean more = true;
            while (more) {
                while (isWell() && unfinished.getAsBoolean() && time.stepUntil(latest)) {
                    referee.step();
                }
                referee.step();
                runUntil(time.now().plus(AFTERWARDS));
                more = isWell() && unfinished.getAsBoolean() && time.now().isBefore(latest);
            }
        }

        private SimulationResult.Totals totals() {
            return new SimulationResult.Totals(
                    Duration.between(start, time.now()),
                    time.eventsRun(),
                    stage.ci().statistics(),
                    stage.clouds().values().stream().mapToInt(FakeCloud::births).sum(),
                    referee.doubles(),
                    stage.spent());
        }
    }
}
