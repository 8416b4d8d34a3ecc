package io.github.dynagents.testkit.hindsight;

import java.util.List;

/**
 * A plan from levels: each machine of a run that never lets go is a level of demand, and for each gap between two of
 * its busy spells it is kept or let go and bought again. The best choice for a level on its own is found by dynamic
 * programming from its last spell back; whether levels together come to what they promised is for the exact run to tell.
 */
final class Levels {
    private static final int SPELLS = 300;

    private final Jobs jobs;
    private final Tariff tariff;
    private final long boot;

    Levels(Jobs jobs, Terms terms) {
        this.jobs = jobs;
        this.tariff = Tariff.of(terms);
        this.boot = terms.boot().toNanos();
    }

    static Plan plan(Jobs jobs, Terms terms, double patience) {
        Diary diary = new Diary();
        new PoolRun(jobs, terms, new Growing(patience, Growing.ALWAYS)).all(diary);
        Plan plan = new Plan(jobs, terms);
        Levels levels = new Levels(jobs, terms);
        diary.lives().forEach(life -> levels.add(plan, life));
        return plan;
    }

    private void add(Plan plan, Life level) {
        List<Life.Spell> spells = level.spells(jobs);
        Choice[] choices = choices(level, spells);
        for (int first = 0; first < spells.size(); ) {
            int job = first == 0
                    ? level.job()
                    : level.starts().get(spells.get(first).first()).job();
            Choice choice = choices[first];
            while (choice.goesOn()) {
                choice = choices[choice.last() + 1];
            }
            plan.add(job, spells.get(choice.last()).end());
            first = choice.last() + 1;
        }
    }

    /**
     * A machine that is bought for some spell.
     *
     * @param last its last spell
     * @param goesOn whether it is kept even then: after that many spells its paid increments are counted anew
     */
    private record Choice(int last, boolean goesOn) {}

    private Choice[] choices(Life level, List<Life.Spell> spells) {
        int count = spells.size();
        double[] best = new double[count + 1];
        double[] waiting = new double[count + 1];
        Choice[] choices = new Choice[count];
        for (int first = count - 1; first >= 0; first--) {
            long born = first == 0 ? level.born() : spells.get(first).begin();
            waiting[first] = first == 0 ? 0 : waiting(level, spells.get(first));
            best[first] = Double.MAX_VALUE;
            for (int last = first; last < Math.min(count, first + SPELLS); last++) {
                long end = spells.get(last).end();
                if (waiting[first] + tariff.price() * (end - born) > best[first]) {
                    break;
                }
                long late = last == first && first > 0 ? boot : 0;
                boolean goesOn = last == first + SPELLS - 1 && last < count - 1;
                double then = goesOn ? best[last + 1] - waiting[last + 1] : best[last + 1];
                double cost = waiting[first] + tariff.cost(end + late - born) + then;
                if (cost < best[first]) {
                    best[first] = cost;
                    choices[first] = new Choice(last, goesOn);
                }
            }
        }
        return choices;
    }

    /** What the jobs that come while the machine boots wait for it. */
    private double waiting(Life level, Life.Spell spell) {
        double cost = 0;
        long up = spell.begin() + boot;
        for (int i = spell.first(); i < level.starts().size(); i++) {
            long wait = up - level.starts().get(i).time();
            if (wait <= 0) {
                break;
            }
            cost += wait * tariff.worth();
        }
        return cost;
    }
}
