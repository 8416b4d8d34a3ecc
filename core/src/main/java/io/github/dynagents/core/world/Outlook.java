package io.github.dynagents.core.world;

import java.util.ArrayList;
import java.util.List;

/**
 * When a level will be needed, as far as experience tells: step by step, the chance that it will be within the step, if
 * it was not before.
 *
 * @param steps one after another, from the instant of the outlook on
 * @param landing how many jobs will come at once when it is needed: of those that a machine would save a boot
 */
public record Outlook(List<Step> steps, double landing) {
    /** Nobody ever needed so many. */
    static final Outlook NEVER = new Outlook(List.of(), 1);

    /**
     * One step.
     *
     * @param from seconds from the instant of the outlook
     * @param seconds its length
     * @param chance from 0 to 1
     */
    public record Step(double from, double seconds, double chance) {}

    public Outlook {
        steps = List.copyOf(steps);
    }

    /** Whether nothing is known at all. */
    public boolean isNever() {
        return steps.isEmpty();
    }

    /** Foretells one level, by the law and by the clockwork together. */
    static final class Teller {
        private static final int MOST_STEPS = 96;
        private static final double FIRST_STEP = Fitted.FIRST_STEP.toMillis() / 1e3;
        private static final double LONGEST_STEP = Fitted.LONGEST_STEP.toMillis() / 1e3;

        /** What is as good as sure to have come by now may come at any moment still. */
        private static final double LEAST_OPEN = 1e-100;

        private static final double FADING = Fitted.FADING.toMillis() / 1e3;

        private final Hazard hazard;
        private final Level level;
        private final int rank;
        private final int needed;
        private final double now;
        private final double boot;

        /** A level's outlook while so many machines are needed. */
        Teller(Hazard hazard, Level level, int rank, int needed, double now, double boot) {
            this.hazard = hazard;
            this.level = level;
            this.rank = rank;
            this.needed = needed;
            this.now = now;
            this.boot = boot;
        }

        /** From so many seconds on. */
        Outlook from(double lead, double horizon) {
            double near = hazard.near(rank, level.needed() ? rank - 1 : needed);
            double far = hazard.near(rank, 0);
            return tell(lead, horizon, FIRST_STEP, t -> {
                double still = StrictMath.exp(-t / FADING);
                return near * still + far * (1 - still);
            });
        }

        /** Of a gap that begins now, however near demand is at this moment: of a machine that will be idle later. */
        Outlook afresh(double horizon) {
            return new Teller(hazard, level.needed() ? level : level.ends(now), rank, needed, now, boot)
                    .tell(0, horizon, LONGEST_STEP, t -> 1);
        }

        /** For how long an outlook from so many seconds on stays as it is. */
        double steadyFor(double lead) {
            double at = now + lead;
            double until = Math.min(
                    Hazard.sameUntil(level.since(), at),
                    level.clock().strikesAfter(at - level.since(), boot) + level.since());
            return Math.max(0, until - at);
        }

        private interface Nearness {
            double after(double seconds);
        }

        private Outlook tell(double lead, double horizon, double firstStep, Nearness nearness) {
            double age = level.needed() ? 0 : Math.max(0, now - level.since());
            double weight = level.clock().weight();
            double open = Math.max(LEAST_OPEN, StrictMath.exp(-(level.needed() ? 0 : level.foretold())));
            double both = mixed(weight, age + lead, open);
            double longest =
                    Math.max(LONGEST_STEP, horizon / MOST_STEPS); // days paid at once need not be told by minutes
            double length = firstStep;
            List<Step> steps = new ArrayList<>();
            for (double from = 0; from < horizon; from += length) {
                length = Math.min(Math.min(steps.isEmpty() ? firstStep : length * 2, longest), horizon - from);
                double middle = lead + from + length / 2;
                double rate = hazard.rate(age + middle, now + middle, nearness.after(middle));
                open *= StrictMath.exp(-rate * length);
                double bothThen = mixed(weight, age + lead + from + length, open);
                double chance = both <= 0 ? 0 : Math.max(0, 1 - bothThen / both);
                steps.add(new Step(from, length, chance));
                both = bothThen;
            }
            return new Outlook(steps, level.landing());
        }

        private double mixed(double weight, double age, double open) {
            double byClock = weight > 0 ? weight * level.clock().longer(age, boot) : 0;
            return byClock + (1 - weight) * open;
        }
    }
}
