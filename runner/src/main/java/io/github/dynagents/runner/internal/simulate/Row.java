package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.testkit.replay.ReplayResult;
import io.github.dynagents.testkit.replay.Waits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of one replay, for people and for scripts. */
record Row(Case of, ReplayResult result, Optional<Sketch> sketch) {
    /** So many columns tell of which case the row is. */
    static final int CASE = 3;

    /** The titles of {@link #cells}. */
    static final List<String> TITLES = List.of(
            "trace",
            "billing",
            "worth",
            "policy",
            "cost",
            "wait mean",
            "p50",
            "p95",
            "p99",
            "machine h",
            "bought",
            "used",
            "cost + worth x waiting");

    List<String> cells() {
        Waits waits = result.waits();
        return List.of(
                of.trace().name(),
                of.selling().billing(),
                of.worth().toString(),
                of.policy().name(),
                dollars(result.cost().inDollars()),
                seconds(waits.mean()),
                seconds(waits.quantile(0.5)),
                seconds(waits.quantile(0.95)),
                seconds(waits.quantile(0.99)),
                String.format(Locale.ROOT, "%.1f", hours(result.machineTime())),
                Integer.toString(result.machines()),
                String.format(Locale.ROOT, "%.1f%%", result.utilization() * 100),
                dollars(result.objective(of.worth()))
                        + (result.unfinished() == 0
                                ? ""
                                : ", " + result.unfinished() + (result.unfinished() == 1 ? " job" : " jobs")
                                        + " unfinished"));
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "$%.2f", amount);
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1e3);
    }

    private static double hours(Duration time) {
        return time.toMillis() / 3.6e6;
    }

    /** Dollars: what was paid, and what the waiting was worth. */
    double objective() {
        return result.objective(of.worth());
    }

    /** Seconds, hours and dollars as numbers. */
    Map<String, Object> json() {
        Waits waits = result.waits();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trace", of.trace().name());
        json.put("billing", of.selling().billing());
        json.put("worth", of.worth().inDollars());
        json.put("policy", of.policy().name());
        json.put("cost", result.cost().inDollars());
        json.put("waitHours", rounded(hours(waits.total())));
        json.put("waitMean", waits.mean().toMillis() / 1e3);
        json.put("waitP50", waits.quantile(0.5).toMillis() / 1e3);
        json.put("waitP95", waits.quantile(0.95).toMillis() / 1e3);
        json.put("waitP99", waits.quantile(0.99).toMillis() / 1e3);
        json.put("machineHours", rounded(hours(result.machineTime())));
        json.put("machines", result.machines());
        json.put("utilization", rounded(result.utilization()));
        json.put("unfinished", result.unfinished());
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
