package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import java.util.Map;
import java.util.Optional;

/**
 * What a burstable machine may use of its processors for its price, and what it is charged for more, as the EC2 User
 * Guide says in "Key concepts for burstable performance instances" and the page "Amazon EC2 On-Demand Pricing" in "T2,
 * T3 and T4g unlimited mode pricing". A new one has no credits, but for launch credits of T2, which are soon used up.
 *
 * @param baseline the share of each vCPU that the price includes, in thousandths
 * @param surplus for each vCPU-hour beyond
 */
record Burst(int baseline, Money surplus) {
    private static final Money FIVE_CENTS = Money.dollars("0.05");
    private static final Money FOUR_CENTS = Money.dollars("0.04");
    private static final int WHOLE = 1000;
    private static final Map<String, Integer> BASELINES =
            Map.of("nano", 50, "micro", 100, "small", 200, "medium", 200, "large", 300, "xlarge", 400, "2xlarge", 400);
    private static final Map<String, Integer> BASELINES_OF_T2 =
            Map.of("nano", 50, "micro", 100, "small", 200, "medium", 200, "large", 300, "xlarge", 225, "2xlarge", 170);

    /** That of a burstable type; empty if it is not known here. */
    static Optional<Burst> of(String type) {
        int dot = type.indexOf('.');
        String size = type.substring(dot + 1);
        return switch (type.substring(0, Math.max(dot, 0))) {
            case "t2" -> of(BASELINES_OF_T2, size, FIVE_CENTS);
            case "t3", "t3a" -> of(BASELINES, size, FIVE_CENTS);
            case "t4g" -> of(BASELINES, size, FOUR_CENTS);
            default -> Optional.empty();
        };
    }

    private static Optional<Burst> of(Map<String, Integer> baselines, String size, Money surplus) {
        return Optional.ofNullable(baselines.get(size)).map(baseline -> new Burst(baseline, surplus));
    }

    /** The most that an hour costs beyond the machine's price: all vCPUs are busy throughout. */
    Money worst(int vcpus) {
        return new Money(
                Math.ceilDiv(surplus.times(vcpus).times(WHOLE - baseline).micros(), WHOLE));
    }

    /** How fast the machine is without credits, a whole one being 1. */
    double share() {
        return (double) baseline / WHOLE;
    }
}
