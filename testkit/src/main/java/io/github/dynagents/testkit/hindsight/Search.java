package io.github.dynagents.testkit.hindsight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The best plan for one pool that is found within a budget of replayed jobs: the same one on every machine. */
final class Search {
    private static final double[] PATIENCE = {0, 0.1, 0.25, 0.5, 1, 2};
    private static final long[] TIMEOUT_MINUTES = {15, 60, 180, 600, 1800};
    private static final long BUDGET = 10_000_000;
    private static final int TRIED = 8;
    private static final int SWEEPS = 12;
    private static final int CROWD = 2000; // machines at once: too many to be remembered again and again
    private static final double WORTH_A_SWEEP = 5e-4;

    private final Jobs jobs;
    private final Terms terms;
    private final Tariff tariff;
    private long budget = BUDGET;

    Search(Jobs jobs, Terms terms) {
        this.jobs = jobs;
        this.terms = terms;
        this.tariff = Tariff.of(terms);
    }

    /** A plan to begin with, made anew when it is wanted: there are many, and they are large. */
    private record Beginning(double objective, Supplier<Plan> plan) {}

    Figures best() {
        Figures best = null;
        for (Beginning beginning : beginnings()) {
            if (best != null && budget <= 0) {
                break;
            }
            Figures found = refined(beginning.plan().get());
            if (best == null || found.objective(terms) < best.objective(terms)) {
                best = found;
            }
        }
        return best == null ? Figures.NONE : best;
    }

    private List<Beginning> beginnings() {
        List<Beginning> all = new ArrayList<>();
        for (double patience : PATIENCE) {
            add(all, () -> Levels.plan(jobs, terms, patience));
            add(all, () -> rule(patience, 0));
        }
        for (long minutes : TIMEOUT_MINUTES) {
            add(all, () -> rule(0, minutes));
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Beginning::objective))
                .limit(TRIED)
                .toList();
    }

    private void add(List<Beginning> all, Supplier<Plan> plan) {
        all.add(new Beginning(figures(plan.get(), Watcher.NONE).objective(terms), plan));
    }

    /** What a rule does, without the time that its machines are idle for at their end. */
    private Plan rule(double patience, long minutes) {
        Diary diary = new Diary();
        long timeout = Duration.ofMinutes(minutes).toNanos();
        new PoolRun(jobs, terms, new Growing(patience, Growing.paid(tariff, timeout))).all(diary);
        Plan plan = new Plan(jobs, terms);
        for (Life life : diary.lives()) {
            List<Life.Spell> spells = life.spells(jobs);
            plan.add(life.job(), spells.isEmpty() ? 0 : spells.getLast().end());
        }
        return plan;
    }

    private Figures refined(Plan plan) {
        boolean goesOn = true;
        for (int sweep = 0; goesOn && sweep < SWEEPS && budget > 0; sweep++) {
            goesOn = sweep(plan);
        }
        return figures(plan, Watcher.NONE);
    }

    /** Tries every change once, in the order of time; answers whether that was worth the while. */
    private boolean sweep(Plan plan) {
        Diary diary = new Diary();
        PoolRun run = new PoolRun(jobs, terms, plan);
        run.all(diary);
        if (run.most() > CROWD) {
            return false;
        }
        List<Life> lives = diary.lives();
        plan.settle(lives);
        Trajectory base = new Trajectory(jobs, terms, plan);
        double before = base.total();
        int[] waited = waited(lives);
        Moves moves = new Moves(jobs, tariff, plan, base, waited);
        int next = 0;
        for (int place = 0; place < waited.length && base.replayed() < budget; place++) {
            while (next < lives.size() && lives.get(next).job() <= waited[place]) {
                moves.around(lives.get(next++), place);
            }
            moves.before(place);
        }
        budget -= base.replayed();
        return before - base.total() > WORTH_A_SWEEP * base.total();
    }

    private int[] waited(List<Life> lives) {
        return lives.stream()
                .flatMap(life -> life.starts().stream())
                .filter(start -> start.time() > jobs.submitted(start.job()))
                .mapToInt(Life.Start::job)
                .sorted()
                .toArray();
    }

    private Figures figures(Plan plan, Watcher watcher) {
        return new PoolRun(jobs, terms, plan).all(watcher);
    }
}
