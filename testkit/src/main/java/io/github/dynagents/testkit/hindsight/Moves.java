package io.github.dynagents.testkit.hindsight;

import java.util.List;

/** The changes that are tried around one purchase or one job that waited; what is better stays in the plan. */
final class Moves {
    private static final int NEXT = 3; // purchases that follow
    private static final int LATER = 6; // jobs that follow
    private static final long LONGEST_DELAY = 3_600_000_000_000L;

    private final Jobs jobs;
    private final Tariff tariff;
    private final Plan plan;
    private final Trajectory base;
    private final int[] waited;

    /** @param waited the jobs that found no slot, in their order */
    Moves(Jobs jobs, Tariff tariff, Plan plan, Trajectory base, int[] waited) {
        this.jobs = jobs;
        this.tariff = tariff;
        this.plan = plan;
        this.base = base;
        this.waited = waited;
    }

    /** Not bought, bought later, let go earlier, kept for longer, or in another's place. */
    void around(Life life, int place) {
        int machine = life.machine();
        if (!plan.has(machine) || without(machine) || later(machine)) {
            return;
        }
        int last = cut(machine, life);
        if (last == Plan.NONE || absorb(last, place, life.gone()) || join(last, life.gone())) {
            return;
        }
        longer(last, life.gone());
    }

    /** One more bought, or the next one bought already, when this job came. */
    void before(int place) {
        int job = waited[place];
        int more = plan.add(job, jobs.submitted(job));
        if (base.isBetter(job, job)) {
            return;
        }
        plan.remove(more);
        int seen = 0;
        for (int at = place + 1; at < waited.length && at <= place + LATER + 1 && seen < NEXT - 1; at++) {
            int machine = plan.firstAt(waited[at]);
            if (machine != Plan.NONE) {
                seen++;
                long until = plan.until(machine);
                plan.remove(machine);
                int earlier = plan.add(job, until);
                if (base.isBetter(job, waited[at])) {
                    return;
                }
                plan.remove(earlier);
                plan.put(machine, waited[at], until);
            }
        }
    }

    private boolean without(int machine) {
        int job = plan.job(machine);
        long until = plan.until(machine);
        plan.remove(machine);
        if (base.isBetter(job, job)) {
            return true;
        }
        plan.put(machine, job, until);
        return false;
    }

    private boolean later(int machine) {
        int job = plan.job(machine);
        long until = plan.until(machine);
        plan.remove(machine);
        long latest = jobs.submitted(job) + LONGEST_DELAY;
        for (int then = job + 1; then <= job + LATER && then < jobs.count(); then++) {
            if (jobs.submitted(then) > latest) {
                break;
            }
            int other = plan.add(then, Math.max(until, jobs.submitted(then)));
            if (base.isBetter(job, then)) {
                return true;
            }
            plan.remove(other);
        }
        plan.put(machine, job, until);
        return false;
    }

    /** Lets it go in a gap, for good or until the gap ends; answers the last machine of those that are left of it. */
    private int cut(int whole, Life life) {
        int machine = whole;
        List<Life.Spell> spells = life.spells(jobs);
        for (int i = 0; i + 1 < spells.size(); i++) {
            long idle = spells.get(i).end();
            int job = plan.job(machine);
            long until = plan.until(machine);
            if (idle >= until) {
                break;
            }
            int wakes = life.starts().get(spells.get(i + 1).first()).job();
            plan.keep(machine, idle);
            if (base.isBetter(job, wakes)) {
                return Plan.NONE;
            }
            int tail = plan.add(wakes, until);
            if (base.isBetter(job, wakes)) {
                machine = tail;
            } else {
                plan.remove(tail);
                plan.keep(machine, until);
            }
        }
        return machine;
    }

    /** Takes the place of one that is bought in its life, or changes ends with it. */
    private boolean absorb(int machine, int place, long gone) {
        int job = plan.job(machine);
        int seen = 0;
        for (int at = place + 1; at < waited.length && seen < NEXT && jobs.submitted(waited[at]) < gone; at++) {
            int then = waited[at];
            int other = plan.firstAt(then);
            if (then <= job || other == Plan.NONE) {
                continue;
            }
            seen++;
            long until = plan.until(machine);
            long otherUntil = plan.until(other);
            plan.remove(other);
            plan.keep(machine, Math.max(until, Math.max(otherUntil, jobs.submitted(then))));
            if (base.isBetter(job, then)) {
                return true;
            }
            plan.put(other, then, until);
            plan.keep(machine, Math.max(otherUntil, jobs.submitted(job)));
            if (until == otherUntil || !base.isBetter(job, then)) {
                plan.keep(other, otherUntil);
                plan.keep(machine, until);
            }
        }
        return false;
    }

    /** Is kept until another would be bought, and in its place or until it is used once. */
    private boolean join(int machine, long gone) {
        int job = plan.job(machine);
        long until = plan.until(machine);
        int seen = 0;
        for (int at = firstWaiting(jobs.firstFrom(gone)); at < waited.length && seen < NEXT; at++) {
            int then = waited[at];
            int other = plan.firstAt(then);
            if (then <= job || other == Plan.NONE) {
                continue;
            }
            seen++;
            long otherUntil = plan.until(other);
            plan.remove(other);
            plan.keep(machine, Math.max(otherUntil, jobs.submitted(then)));
            if (base.isBetter(job, then)) {
                return true;
            }
            plan.put(other, then, otherUntil);
            plan.keep(machine, jobs.submitted(then));
            if (seen < NEXT && base.isBetter(job, then)) {
                return true;
            }
            plan.keep(machine, until);
        }
        return false;
    }

    private void longer(int machine, long gone) {
        int job = plan.job(machine);
        long until = plan.until(machine);
        plan.keep(machine, gone + 1);
        int last = Math.min(jobs.count() - 1, jobs.firstFrom(gone + tariff.increment()));
        if (until > gone || !base.isBetter(job, Math.max(job, last))) {
            plan.keep(machine, until);
        }
    }

    private int firstWaiting(int job) {
        int low = 0;
        int high = waited.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waited[middle] < job) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
