package io.github.dynagents.bench.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All that is compared. */
final class Catalogue {
    static final String OURS = "economic";
    static final String UNLEARNED = "economic without learning";
    static final String DRONE = "drone 2..4 (default)";
    static final String WOODPECKER = "woodpecker 1..10 (default)";
    static final String TEN_MINUTES = "idle-timeout T=600";

    /** Shown beside the rules; among those of which the best is taken it would be one rule for the highest worth. */
    static final String TEN_HOURS = "idle-timeout T=36000";

    private static final String ALWAYS_ON = "always-on n=";
    private static final int MOST = 128;
    private static final List<String> FIXED = List.of(
            DRONE,
            "drone 0..100",
            "drone 0..100 1m",
            WOODPECKER,
            "woodpecker 0..100",
            "original one-node rule",
            "one machine per job",
            "idle-timeout T=0",
            "idle-timeout T=60",
            "idle-timeout T=300",
            TEN_MINUTES,
            "idle-timeout T=1800",
            "idle-timeout T=3600",
            "keep to the boundary");

    private Catalogue() {}

    /** Every rule with every parameter: the best of them is known only afterwards. */
    static List<String> rules(BenchTrace trace, int slots) {
        int most = trace.mostMachines(slots);
        List<String> rules = new ArrayList<>();
        IntStream.iterate(1, n -> n <= MOST && n < 2 * most, n -> 2 * n).forEach(n -> rules.add(ALWAYS_ON + n));
        rules.addAll(FIXED);
        return rules;
    }

    static boolean isAlwaysOn(String policy) {
        return policy.startsWith(ALWAYS_ON);
    }
}
