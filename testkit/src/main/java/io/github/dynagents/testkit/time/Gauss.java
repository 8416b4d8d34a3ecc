package io.github.dynagents.testkit.time;

import java.util.random.RandomGenerator;

/** The normal distribution with {@link StrictMath} alone, so that it is the same on every machine. */
final class Gauss {
    private Gauss() {}

    /** Box and Muller, 1958. */
    static double draw(RandomGenerator random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
