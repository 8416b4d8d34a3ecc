package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.ci.CiStatistics;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of one simulation. Of one seed it is always the same, to the letter.
 */
public final class SimulationResult {
    private final long seed;
    private final String scenario;
    private final FaultPlan plan;
    private final List<Violation> violations;
    private final Map<Excuse, Integer> excused;
    private final SortedMap<FaultKind, Integer> effects;
    private final List<Referee.Decided> decisions;
    private final List<Moment> timeline;
    private final Totals totals;

    /** Something that happened. */
    record Moment(Instant at, String what) {}

    /** @param doubles machines of a name that another had before */
    record Totals(Duration simulated, long steps, CiStatistics jobs, int machines, int doubles, Money spent) {}

    SimulationResult(
            long seed,
            String scenario,
            FaultPlan plan,
            Findings findings,
            SortedMap<FaultKind, Integer> effects,
            List<Referee.Decided> decisions,
            List<Moment> timeline,
            Totals totals) {
        this.seed = seed;
        this.scenario = scenario;
        this.plan = plan;
        this.violations = findings.violations();
        this.excused = findings.excused();
        this.effects = effects;
        this.decisions = List.copyOf(decisions);
        this.timeline = List.copyOf(timeline);
        this.totals = totals;
    }

    public long seed() {
        return seed;
    }

    /** What it was set in, for a person to read. */
    public String scenario() {
        return scenario;
    }

    /** What was to go wrong. */
    public FaultPlan plan() {
        return plan;
    }

    /** Invariants that were broken, in the order of their instants; the first twenty of them. */
    public List<Violation> violations() {
        return violations;
    }

    /** How often each exception was needed. */
    public Map<Excuse, Integer> excused() {
        return excused;
    }

    /** How often each kind of fault took effect; those that did not are not in it. */
    public SortedMap<FaultKind, Integer> effects() {
        return effects;
    }

    /** Every decision that was carried out, one a line: instant, daemon, decision with its reason. */
    public List<String> decisions() {
        return decisions.stream().map(Referee.Decided::toString).toList();
    }

    /** What became of the jobs. */
    public CiStatistics jobs() {
        return totals.jobs();
    }

    /** How many machines were bought. */
    public int machines() {
        return totals.machines();
    }

    /** How many of them bore a name that another had had before. */
    public int doubles() {
        return totals.doubles();
    }

    /** What the clouds billed. */
    public Money spent() {
        return totals.spent();
    }

    /** How much time passed in it. */
    public Duration simulated() {
        return totals.simulated();
    }

    /** How many events ran; every invariant was checked after each. */
    public long steps() {
        return totals.steps();
    }

    /** All that happened, one a line; empty unless asked for, or an invariant was broken. */
    public List<String> timeline() {
        return timeline.stream()
                .map(moment -> moment.at() + " " + moment.what())
                .toList();
    }

    List<Moment> moments() {
        return timeline;
    }

    /** Everything as text: two runs of one seed give the same. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed);
        lines.add(scenario);
        lines.add(plan.text());
        decisions.forEach(decided -> lines.add(decided.toString()));
        effects.forEach((kind, times) -> lines.add(kind + " took effect " + times + " times"));
        excused.forEach((excuse, times) ->
                lines.add(excuse.invariant() + " was excused " + times + " times by " + excuse.cause()));
        violations.forEach(violation -> lines.add("violated: " + violation));
        lines.add(totals.toString());
        return String.join("\n", lines) + "\n";
    }

    /** What a person needs who looks into a broken invariant: what, where, the way there, and how to see it again. */
    public String report() {
        return new Report(this).text();
    }
}
