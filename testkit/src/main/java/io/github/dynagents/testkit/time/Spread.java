package io.github.dynagents.testkit.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes, as a distribution to draw from. */
@FunctionalInterface
public interface Spread {
    /** One duration; never negative. */
    Duration draw(RandomGenerator random);

    /** Always the same. */
    static Spread always(Duration time) {
        return random -> time;
    }

    /** Anything from one to the other, equally likely. */
    static Spread between(Duration least, Duration most) {
        long range = most.minus(least).toNanos();
        if (range < 0) {
            throw new IllegalArgumentException("the most is less than the least: " + least + ", " + most);
        }
        return random -> range == 0 ? least : least.plusNanos(random.nextLong(range + 1));
    }

    /** Log-normal, as the times of programs and boots are; cut at 20 times the median. */
    static Spread around(Duration median, double sigma) {
        return random -> {
            double factor = StrictMath.exp(sigma * Gauss.draw(random));
            return Duration.ofMillis((long) (median.toMillis() * Math.min(20, factor)));
        };
    }

    /** Exponential, as the time between independent events is. */
    static Spread exponential(Duration mean) {
        return random -> Duration.ofMillis((long) (-StrictMath.log(1 - random.nextDouble()) * mean.toMillis()));
    }
}
