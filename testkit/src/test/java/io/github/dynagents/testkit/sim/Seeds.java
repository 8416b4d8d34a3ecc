package io.github.dynagents.testkit.sim;

import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** Runs a property for many seeds; one that fails is told, and is run alone with {@code -Ddynagents.seed=N}. */
final class Seeds {
    private Seeds() {}

    static void each(int count, LongConsumer property) {
        Optional<Long> only = Optional.ofNullable(Long.getLong("dynagents.seed"));
        only.map(LongStream::of).orElseGet(() -> LongStream.range(0, count)).forEach(seed -> {
            try {
                property.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (again with -Ddynagents.seed=" + seed + "): " + e, e);
            }
        });
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("SplittableRandom").create(seed);
    }
}
