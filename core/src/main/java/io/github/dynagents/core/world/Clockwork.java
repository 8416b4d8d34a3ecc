package io.github.dynagents.core.world;

import java.util.ArrayList;
import java.util.List;

/**
 * The other idea of when a level is needed again: after a gap like one of the last ones, as of a cron job. It is weighed
 * against the law by how well each foretold the gaps so far. Times are seconds.
 *
 * @param gaps the last ones, oldest first
 * @param deviation of the gaps from their middle one, on average
 * @param evidence for it, as the logarithm of the odds
 */
record Clockwork(List<Double> gaps, double deviation, double evidence) {
    static final Clockwork NONE = new Clockwork(List.of(), 0, Fitted.CLOCKWORK_AT_FIRST);

    private static final int ENOUGH = 2;

    /** Of gaps without any length, too. */
    private static final double LEAST_SPREAD = 1;

    /**
     * After one more gap.
     *
     * @param density what the law foretold for just that gap: its rate then, times the chance that it had not ended before
     */
    Clockwork after(double gap, double density, double boot) {
        List<Double> next = new ArrayList<>(gaps.subList(Math.max(0, gaps.size() + 1 - Fitted.GAPS), gaps.size()));
        next.add(gap);
        if (gaps.isEmpty()) {
            return with(next, evidence);
        }
        double foretold = 0;
        for (double one : gaps) {
            double spread = spread(one, deviation, boot);
            foretold += Math.abs(one - gap) < spread ? 1 / (2 * spread) / gaps.size() : 0;
        }
        double odds = foretold / Math.max(density, Double.MIN_NORMAL); // the law may have been sure that it had ended
        double more = evidence + StrictMath.log(Fitted.CLOCKWORK_AT_MOST * odds + 1 - Fitted.CLOCKWORK_AT_MOST);
        double bounded = Math.max(-Fitted.MOST_EVIDENCE, Math.min(Fitted.MOST_EVIDENCE, more));
        return with(next, bounded);
    }

    /** How much it is to be believed, from 0 to 1. */
    double weight() {
        return gaps.size() < ENOUGH ? 0 : Fitted.CLOCKWORK_AT_MOST / (1 + StrictMath.exp(-evidence));
    }

    /** The chance that a gap is longer than that. */
    double longer(double age, double boot) {
        double sum = 0;
        for (double gap : gaps) {
            double spread = spread(gap, deviation, boot);
            sum += Math.max(0, Math.min(1, (gap + spread - age) / (2 * spread)));
        }
        return sum / gaps.size();
    }

    /** The age, from that one on, at which a gap may end as foretold. */
    double strikesAfter(double age, double boot) {
        double next = Double.POSITIVE_INFINITY;
        for (double gap : gaps) {
            double spread = spread(gap, deviation, boot);
            if (weight() > 0 && age <= gap + spread) {
                next = Math.min(next, Math.max(age, gap - spread));
            }
        }
        return next;
    }

    private static double spread(double gap, double deviation, double boot) {
        double spread = Math.min(Fitted.GAP_SPREAD * gap + boot, Fitted.LEAST_SPREAD.toSeconds() + 2 * deviation);
        return Math.max(LEAST_SPREAD, spread);
    }

    private static Clockwork with(List<Double> gaps, double evidence) {
        double middle = gaps.stream().sorted().toList().get(gaps.size() / 2);
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap - middle);
        }
        return new Clockwork(List.copyOf(gaps), sum / gaps.size(), evidence);
    }
}
