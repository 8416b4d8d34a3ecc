package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Rhythm;
import java.time.Duration;

/**
 * What it is worth to have a machine idle: the chance that work comes, times the boot that it would not wait for,
 * against the price of waiting for it. All in dollars.
 */
final class Forecast {
    private static final double HORIZON_SECONDS = 3600;
    private static final double FIRST_STEP = 20;
    private static final double LONGEST_STEP = 300;

    private final Rhythm.Rates rates;
    private final double perSecond;
    private final double saved;

    /**
     * Prepares to value machines of one price.
     *
     * @param boot what one waits for a new machine
     */
    Forecast(Rhythm.Rates rates, Pool pool, Price price, Duration boot) {
        this.rates = rates;
        this.perSecond = perSecond(price.perHour());
        this.saved = boot.toMillis() / 1e3 * (perSecond(pool.worth()) + perSecond);
    }

    private static double perSecond(Money perHour) {
        return perHour.inDollars() / 3600;
    }

    /** The best that can be gained by holding an idle machine for some while, of an hour at most; not above 0: let go. */
    double hold(Duration idleFor) {
        double age = idleFor.toMillis() / 1e3;
        double open = 1;
        double gain = 0;
        double best = Double.NEGATIVE_INFINITY;
        double step = FIRST_STEP;
        for (double t = 0; t < HORIZON_SECONDS; t += step, step = Math.min(step * 2, LONGEST_STEP)) {
            double used = 1 - StrictMath.exp(-rates.at(age + t + step / 2) * step);
            gain += open * (used * saved - perSecond * step * (1 - used / 2));
            best = Math.max(best, gain);
            open *= 1 - used;
        }
        return best;
    }

    /** What is gained by paying for another increment of an idle machine; not above 0: let go. */
    double renew(Duration idleFor, Duration increment) {
        double age = idleFor.toMillis() / 1e3;
        double length = increment.toMillis() / 1e3;
        double open = 1;
        double gain = 0;
        double step = FIRST_STEP;
        for (double t = 0; t < length; t += step, step = Math.min(step * 2, LONGEST_STEP)) {
            double used = 1 - StrictMath.exp(-rates.at(age + t + step / 2) * step);
            gain += open * used * (saved - perSecond * t / 2);
            open *= 1 - used;
        }
        return gain - open * perSecond * length;
    }

    /** The share of an increment's unused rest that later jobs will use, with what they save; may exceed 1. */
    double worthOfRest(Duration increment) {
        double length = increment.toMillis() / 1e3;
        double open = 1;
        double share = 0;
        for (double t = 0; t < length; t += LONGEST_STEP) {
            double used = 1 - StrictMath.exp(-rates.at(t + LONGEST_STEP / 2) * LONGEST_STEP);
            share += open * used * (1 - t / length + saved / (perSecond * length + 1e-12));
            open *= 1 - used;
        }
        return share;
    }
}
