package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One policy in one case.
 *
 * @param best the rule that is the best one here, as is known only afterwards
 * @param toBest the objective, divided by that rule's
 * @param toHindsight the same, by the hindsight schedule's
 */
record Line(
        BenchTrace trace,
        Billing billing,
        Money worth,
        String policy,
        Answer answer,
        String best,
        double toBest,
        double toHindsight) {
    /** The titles of {@link #cells}. */
    static final List<String> TITLES = List.of(
            "trace",
            "billing",
            "worth",
            "policy",
            "cost",
            "waited h",
            "wait p95",
            "objective",
            "to best",
            "to hindsight");

    double objective() {
        return answer.objective(worth);
    }

    List<String> cells() {
        return List.of(
                trace.name(),
                billing.name(),
                worth.toString(),
                policy + (policy.equals(best) ? " *" : ""),
                answer.cost().toString(),
                number("%.2f", hours(answer.waited())),
                answer.p95().map(wait -> number("%.1f s", seconds(wait))).orElse("-"),
                number("$%.2f", objective())
                        + (answer.unfinished() == 0 ? "" : ", " + answer.unfinished() + " jobs unfinished"),
                number("%.3f", toBest),
                number("%.3f", toHindsight));
    }

    /** Dollars, hours and seconds as numbers. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trace", trace.name());
        fields.put("billing", billing.name());
        fields.put("worth", worth.inDollars());
        fields.put("policy", policy);
        fields.put("cost", answer.cost().inDollars());
        fields.put("waitHours", rounded(hours(answer.waited())));
        answer.p95().ifPresent(wait -> fields.put("waitP95", seconds(wait)));
        fields.put("machines", answer.machines());
        fields.put("unfinished", answer.unfinished());
        fields.put("objective", rounded(objective()));
        fields.put("best", best);
        fields.put("toBest", rounded(toBest));
        fields.put("toHindsight", rounded(toHindsight));
        return fields;
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static double hours(Duration time) {
        return time.toMillis() / 3.6e6;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
