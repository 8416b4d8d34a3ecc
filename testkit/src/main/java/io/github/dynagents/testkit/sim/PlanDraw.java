package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.FaultPlan;
import io.github.dynagents.testkit.fault.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws what goes wrong in a scenario: some four kinds of faults, each in a window of its own. */
final class PlanDraw {
    private static final int IN_EACH = 4;
    private static final double UNTOUCHED = 0.05;

    private static final List<CallKind> CLOUD_CALLS = List.of(
            CallKind.OFFERINGS,
            CallKind.LIST,
            CallKind.BUY,
            CallKind.SETTLE,
            CallKind.MARK,
            CallKind.START_AGENT,
            CallKind.STOP_AGENT,
            CallKind.RELEASE);
    private static final List<CallKind> CI_CALLS = List.of(
            CallKind.QUEUE, CallKind.FINISHED, CallKind.ENROL, CallKind.REVOKE, CallKind.CORDON, CallKind.RESTART);

    /** They need something rare to be there, so they are tried more often. */
    private static final Set<FaultKind> RARE = EnumSet.of(
            FaultKind.AGENT_SHOWN_THOUGH_GONE,
            FaultKind.AGENT_SHOWN_TWICE,
            FaultKind.HANGS_ON_DRAIN,
            FaultKind.QUOTA,
            FaultKind.NO_SCRIPT,
            FaultKind.NEVER_UP,
            FaultKind.NO_AGENT,
            FaultKind.NO_CAPACITY);

    private final RandomGenerator random;
    private final Scenario scenario;

    PlanDraw(RandomGenerator random, Scenario scenario) {
        this.random = random;
        this.scenario = scenario;
    }

    FaultPlan draw() {
        List<PlannedFault> faults = new ArrayList<>();
        if (random.nextDouble() >= UNTOUCHED) {
            double usual = (double) IN_EACH / FaultKind.values().length;
            for (FaultKind kind : FaultKind.values()) {
                if (random.nextDouble() < (RARE.contains(kind) ? usual * 1.5 : usual)) {
                    faults.add(draw(kind));
                }
            }
        }
        return new FaultPlan(faults);
    }

    private PlannedFault draw(FaultKind kind) {
        return switch (kind) {
            case LOST_REQUEST, LOST_ANSWER, HANGING_CALL, THROTTLED, UNREACHABLE, PLUGIN_BUG ->
                calls(kind, seconds(1, 120));
            case SLOW_CALL -> calls(kind, seconds(1, 45));
            case LATE_EFFECT -> calls(kind, seconds(1, 25)); // a call's deadline bounds when it can have its effect
            case NO_CAPACITY, QUOTA, NEVER_UP, NO_AGENT, NO_SCRIPT, MISSING_FROM_A_LIST, HANGS_ON_DRAIN ->
                within(kind, account(), seconds(600, 7200), 0.3 + random.nextDouble(0.7), Duration.ZERO);
            case NOT_LISTED_YET, LISTED_STILL -> within(kind, account(), scenario.span(), 1, Duration.ZERO);
            case DIES_IN_JOB -> within(kind, account(), seconds(1800, 7200), 1, Duration.ZERO);
            case PREEMPTED -> within(kind, account(), seconds(1800, 7200), 1, seconds(20, 180));
            case PREEMPTED_UNANNOUNCED -> within(kind, account(), seconds(1800, 7200), 1, Duration.ZERO);
            case CI_DOWN -> within(kind, Scenario.SERVER, seconds(20, 3600), 1, Duration.ZERO);
            case STALE_QUEUE -> within(kind, Scenario.SERVER, seconds(30, 900), 1, Duration.ZERO);
            case JOB_VANISHES -> within(kind, Scenario.SERVER, seconds(1800, 7200), 1, Duration.ZERO);
            case AGENT_SHOWN_THOUGH_GONE, AGENT_SHOWN_TWICE, JOB_UNDER_WRONG_NAME ->
                within(kind, Scenario.SERVER, seconds(600, 5400), 0.05 + random.nextDouble(0.95), Duration.ZERO);
            case CLOCK_FORWARD, CLOCK_BACK ->
                daemon(kind, random.nextBoolean() ? seconds(1, 120) : seconds(120, 20_000));
            case CRASH_BEFORE_CALL, CRASH_AFTER_CALL -> daemon(kind, seconds(1, 1800));
            case DAEMON_STOPPED, TWO_DAEMONS -> daemon(kind, seconds(1, 5400));
        };
    }

    private PlannedFault calls(FaultKind kind, Duration size) {
        boolean atCi = random.nextInt(3) == 0;
        List<CallKind> all = atCi ? CI_CALLS : CLOUD_CALLS;
        List<CallKind> some = random.nextBoolean() ? all : List.of(all.get(random.nextInt(all.size())));
        boolean briefly = random.nextBoolean();
        PlannedFault window = within(
                kind,
                atCi ? Scenario.SERVER : account(),
                briefly ? seconds(60, 900) : seconds(900, 7200),
                briefly ? 0.5 + random.nextDouble(0.5) : 0.02 + random.nextDouble(0.3),
                size);
        return new PlannedFault(
                kind, window.place(), some, window.from(), window.to(), window.chance(), size, window.count());
    }

    private PlannedFault within(FaultKind kind, String place, Duration length, double chance, Duration size) {
        Duration from = Duration.ofSeconds(random.nextLong(scenario.span().toSeconds() * 3 / 4));
        Duration end = from.plus(length);
        Duration to = end.compareTo(scenario.span()) < 0 ? end : scenario.span();
        return new PlannedFault(kind, place, List.of(), from, to, chance, size, random.nextInt(3));
    }

    /** Once; a crash comes at a call, counted from its window's begin. */
    private PlannedFault daemon(FaultKind kind, Duration size) {
        Duration from = Duration.ofSeconds(random.nextLong(scenario.span().toSeconds()));
        Duration to = from.plus(size);
        return new PlannedFault(kind, Scenario.DAEMON, List.of(), from, to, 1, size, random.nextInt(1, 40));
    }

    private String account() {
        return scenario.clouds().get(random.nextInt(scenario.clouds().size())).account();
    }

    private Duration seconds(int least, int below) {
        return Duration.ofSeconds(random.nextInt(least, below));
    }
}
