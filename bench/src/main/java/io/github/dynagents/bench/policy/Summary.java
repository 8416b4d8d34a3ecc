package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What comes of many cases: how good a policy is at the median, and at worst. */
final class Summary {
    private static final List<String> TITLES = List.of(
            "cases",
            "billing",
            "worth",
            "n",
            "to best: median",
            "worst",
            "above 1.005",
            "to hindsight: median",
            "worst",
            "unlearned to best: median");

    private final List<Line> lines;

    Summary(List<Line> lines) {
        this.lines = lines;
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("all", "", "", line -> true));
        for (String group : groups()) {
            rows.add(row(group, "", "", line -> line.trace().group().equals(group)));
            for (Billing billing : billings()) {
                for (Money worth : worths()) {
                    rows.add(row(group, billing.name(), worth.toString(), line -> isOf(line, group, billing, worth)));
                }
            }
        }
        return Text.table(TITLES, rows, 2);
    }

    private List<String> row(String group, String billing, String worth, Predicate<Line> which) {
        List<Line> ours = of(Catalogue.OURS).filter(which).toList();
        return List.of(
                group,
                billing,
                worth,
                Integer.toString(ours.size()),
                ratio(median(ours, Line::toBest)),
                ratio(worst(ours, Line::toBest)),
                Long.toString(
                        ours.stream().filter(line -> line.toBest() > 1.005).count()),
                ratio(median(ours, Line::toHindsight)),
                ratio(worst(ours, Line::toHindsight)),
                ratio(median(of(Catalogue.UNLEARNED).filter(which).toList(), Line::toBest)));
    }

    /** Of the rule, the median of the ratios to the best rule. */
    double medianToBest(String policy, String group, Billing billing, Money worth) {
        return median(
                of(policy).filter(line -> isOf(line, group, billing, worth)).toList(), Line::toBest);
    }

    /** The same of always-on, each case with as many machines as were best for it. */
    double medianOfBestAlwaysOn(String group, Billing billing, Money worth) {
        List<Line> all = lines.stream()
                .filter(line -> isOf(line, group, billing, worth))
                .filter(line -> Catalogue.isAlwaysOn(line.policy()))
                .toList();
        return median(all.stream()
                .map(line -> line.trace().name())
                .distinct()
                .mapToDouble(trace -> all.stream()
                        .filter(line -> line.trace().name().equals(trace))
                        .mapToDouble(Line::toBest)
                        .min()
                        .orElseThrow()));
    }

    List<String> groups() {
        return lines.stream()
                .map(line -> line.trace().group())
                .distinct()
                .sorted()
                .toList()
                .reversed();
    }

    List<Billing> billings() {
        return lines.stream().map(Line::billing).distinct().toList();
    }

    List<Money> worths() {
        return lines.stream().map(Line::worth).distinct().sorted().toList();
    }

    private Stream<Line> of(String policy) {
        return lines.stream().filter(line -> line.policy().equals(policy));
    }

    private static boolean isOf(Line line, String group, Billing billing, Money worth) {
        return line.trace().group().equals(group)
                && line.billing() == billing
                && line.worth().equals(worth);
    }

    private static double median(List<Line> lines, ToDoubleFunction<Line> ratio) {
        return median(lines.stream().mapToDouble(ratio));
    }

    private static double median(DoubleStream ratios) {
        double[] sorted = ratios.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double worst(List<Line> lines, ToDoubleFunction<Line> ratio) {
        return lines.stream().mapToDouble(ratio).max().orElse(Double.NaN);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
