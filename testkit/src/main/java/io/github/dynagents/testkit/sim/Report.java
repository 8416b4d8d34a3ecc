package io.github.dynagents.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A failed simulation for a person to read. */
final class Report {
    private static final Duration BEFORE = Duration.ofMinutes(20);
    private static final Duration AFTER = Duration.ofMinutes(1);
    private static final int MOST_LINES = 150;

    private final SimulationResult result;

    Report(SimulationResult result) {
        this.result = result;
    }

    /** Run in a checkout of the project: that seed alone, with its whole timeline. */
    static String command(long seed) {
        return "./mvnw -q -pl testkit -am verify -Dtest=SimulationSeedsTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddynagents.seed=" + seed;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + result.seed() + (result.violations().isEmpty() ? " breaks nothing" : " breaks"));
        result.violations().forEach(violation -> lines.add("  " + violation));
        lines.add("again: " + command(result.seed()));
        lines.add("");
        lines.add(result.scenario() + result.plan().text());
        lines.add("");
        if (!result.violations().isEmpty()) {
            around(result.violations().getFirst().at(), lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private void around(Instant violated, List<String> lines) {
        List<SimulationResult.Moment> near = result.moments().stream()
                .filter(moment -> !moment.at().isBefore(violated.minus(BEFORE)))
                .filter(moment -> !moment.at().isAfter(violated.plus(AFTER)))
                .toList();
        int skipped = Math.max(0, near.size() - MOST_LINES);
        lines.add("the last " + (near.size() - skipped) + " moments before; "
                + (result.moments().size() - near.size() + skipped) + " others are left out");
        Instant before = Instant.MIN;
        for (SimulationResult.Moment moment : near.subList(skipped, near.size())) {
            String when = moment.at().equals(before) ? "" : moment.at().toString();
            String mark = moment.what().startsWith("VIOLATED") ? ">>>>" : "    ";
            lines.add(String.format(Locale.ROOT, "%s%-28s %s", mark, when, moment.what()));
            before = moment.at();
        }
    }
}
