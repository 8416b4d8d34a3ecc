package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Fitted;
import io.github.dynagents.core.world.Outlook;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What it is worth to have a machine idle: the chance that work comes, times the boot that its jobs would not wait for,
 * against the price of waiting for it. All in dollars; a machine's rank is 1 for the first of its pool.
 */
final class Forecast {
    private final Rhythm rhythm;
    private final Instant now;
    private final Duration boot;
    private final BillingTerms terms;
    private final double perSecond;
    private final double worthPerSecond;

    /**
     * Prepares to value machines of one price.
     *
     * @param boot what one waits for a new machine
     */
    Forecast(Rhythm rhythm, Instant now, Pool pool, Price price, Duration boot) {
        this.rhythm = rhythm;
        this.now = now;
        this.boot = boot;
        this.terms = price.terms();
        this.perSecond = perSecond(price.perHour());
        this.worthPerSecond = perSecond(pool.worth());
    }

    private static double perSecond(Money perHour) {
        return perHour.inDollars() / 3600;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** What is saved when a machine stands ready: its jobs' waiting for a boot, and the boot itself. */
    private double saved(Outlook outlook) {
        return seconds(boot) * (worthPerSecond * outlook.landing() + perSecond);
    }

    /** What is gained by keeping an idle machine whose time is paid no longer; not above 0: let it go. */
    double keep(int rank) {
        return Keeping.isByTheMoment(terms) ? hold(rank, Duration.ZERO) : renew(rank, Duration.ZERO, terms.increment());
    }

    /** What is gained by buying a machine now that nothing needs yet; not above 0: do not. */
    double ahead(int rank) {
        Duration bought = terms.billed(Duration.ZERO);
        return Keeping.isBoughtByTheMoment(terms)
                ? hold(rank, boot) - perSecond * seconds(boot)
                : renew(rank, boot, bought) - Fitted.AHEAD_BY_INCREMENT * perSecond * seconds(bought);
    }

    /**
     * By the moment: having a machine from now on, against doing without and buying it later, each as well as can be done
     * while nothing comes: worked out backwards from the horizon.
     */
    private double hold(int rank, Duration lead) {
        Outlook outlook = rhythm.outlook(rank, now, lead);
        if (outlook.isNever()) {
            return -1;
        }
        double saved = saved(outlook);
        double with = 0;
        double without = 0;
        List<Outlook.Step> steps = outlook.steps();
        for (Outlook.Step step : steps.reversed()) {
            double used = step.chance();
            double waiting = perSecond * step.seconds() * (1 - used / 2);
            double best = Math.max(with, without);
            double buysLater = Math.max(without, best - perSecond * seconds(boot));
            with = used * saved - waiting + (1 - used) * best;
            without = (1 - used) * buysLater;
        }
        return with - without;
    }

    /** By long increments: paying for so much more, from a while on. */
    private double renew(int rank, Duration lead, Duration paid) {
        Outlook outlook = rhythm.outlook(rank, now, lead, paid);
        if (outlook.isNever()) {
            return -1;
        }
        double saved = saved(outlook);
        double open = 1;
        double gain = 0;
        for (Outlook.Step step : outlook.steps()) {
            gain += open * step.chance() * (saved - Fitted.UNUSED_HEAD * perSecond * step.from());
            open *= 1 - step.chance();
        }
        return gain - open * perSecond * seconds(paid);
    }

    /** The share of paid time's unused rest that later jobs will use, with what they save; may exceed 1. */
    double worthOfRest(int rank, Duration paid) {
        Outlook outlook = rhythm.afresh(rank, now, paid);
        double whole = seconds(paid);
        double worthSaved = seconds(boot) * worthPerSecond * outlook.landing();
        double open = 1;
        double share = 0;
        for (Outlook.Step step : outlook.steps()) {
            share += open * step.chance() * (1 - step.from() / whole + worthSaved / (perSecond * whole + 1e-12));
            open *= 1 - step.chance();
        }
        return share;
    }
}
