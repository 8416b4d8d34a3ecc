package io.github.dynagents.testkit.hindsight;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which machines are bought when which job comes, and until when each is kept: it leaves when it is first idle at the
 * end of a paid increment from then on. Any plan is a schedule: a purchase that the terms don't allow at that moment
 * is left out, and with no machine left one is bought for the job that waits.
 */
final class Plan implements Rule {
    /** No machine. */
    static final int NONE = -1;

    private final Tariff tariff;
    private final int[] head; // by job: the first of its machines, in the order of their numbers
    private int[] next;
    private int[] job;
    private long[] until;
    private boolean[] planned;
    private int count; // machines 0 to jobs - 1 are each job's first one, others come after

    Plan(Jobs jobs, Terms terms) {
        this.tariff = Tariff.of(terms);
        this.count = jobs.count();
        this.head = new int[count];
        Arrays.fill(head, NONE);
        this.next = new int[count];
        this.job = new int[count];
        this.until = new long[count];
        this.planned = new boolean[count];
    }

    int add(int atJob, long keptUntil) {
        int machine = atJob;
        if (planned[atJob]) {
            machine = count++;
            room();
        }
        put(machine, atJob, keptUntil);
        return machine;
    }

    /** Puts a machine (back) that has a number. */
    void put(int machine, int atJob, long keptUntil) {
        int before = NONE;
        int at = head[atJob];
        while (at != NONE && at < machine) {
            before = at;
            at = next[at];
        }
        next[machine] = at;
        if (before == NONE) {
            head[atJob] = machine;
        } else {
            next[before] = machine;
        }
        job[machine] = atJob;
        until[machine] = keptUntil;
        planned[machine] = true;
    }

    void remove(int machine) {
        int atJob = job[machine];
        if (head[atJob] == machine) {
            head[atJob] = next[machine];
        } else {
            int before = head[atJob];
            while (next[before] != machine) {
                before = next[before];
            }
            next[before] = next[machine];
        }
        planned[machine] = false;
        until[machine] = 0;
    }

    boolean has(int machine) {
        return machine < count && planned[machine];
    }

    /** A machine that is bought when this job comes, or {@link #NONE}. */
    int firstAt(int atJob) {
        return head[atJob];
    }

    int job(int machine) {
        return job[machine];
    }

    long until(int machine) {
        return until[machine];
    }

    void keep(int machine, long keptUntil) {
        until[machine] = keptUntil;
    }

    /** Drops what was not bought, and plans what was bought for want of any machine. */
    void settle(List<Life> bought) {
        BitSet real = new BitSet(count);
        bought.forEach(life -> real.set(life.machine()));
        for (int machine = 0; machine < count; machine++) {
            if (planned[machine] && !real.get(machine)) {
                remove(machine);
            }
        }
        for (Life life : bought) {
            if (!planned[life.machine()]) {
                put(life.machine(), life.job(), 0);
            }
        }
    }

    @Override
    public void waits(PoolRun run, int atJob) {
        for (int machine = head[atJob]; machine != NONE; machine = next[machine]) {
            if (run.mayBuy()) {
                run.buy(machine);
            }
        }
        if (!run.hasMachines()) {
            run.buy(atJob); // not planned, so its number is free
        }
    }

    @Override
    public long leaves(int machine, long born, long now) {
        return born + tariff.billed(Math.max(now, until[machine]) - born);
    }

    @Override
    public long mark(int machine) {
        return until[machine];
    }

    private void room() {
        if (count > next.length) {
            int size = 2 * count;
            next = Arrays.copyOf(next, size);
            job = Arrays.copyOf(job, size);
            until = Arrays.copyOf(until, size);
            planned = Arrays.copyOf(planned, size);
        }
    }
}
