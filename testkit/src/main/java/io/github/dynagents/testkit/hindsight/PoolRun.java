package io.github.dynagents.testkit.hindsight;

import java.time.Duration;
import java.util.Arrays;

/**
 * One pool, replayed exactly: first come first served, the oldest machine with a free slot first, and a machine leaves
 * only when it is idle. Jobs start in the order of their submission, so those that wait are always a range, and where
 * a run stands is told by how many came, how many started, and a sum of hashes over what machines are at.
 */
final class PoolRun {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int GONE = -1;

    private final Jobs jobs;
    private final Tariff tariff;
    private final Terms terms;
    private final Rule rule;
    private final long boot;
    private Watcher watcher = Watcher.NONE;

    private final Events events = new Events();
    private int[] live = new int[16];
    private int lives;
    private int[] serial = new int[16]; // by which those that live are ordered
    private long[] born = new long[16];
    private long[] leaving = new long[16];
    private int[] busy = new int[16];
    private boolean[] up = new boolean[16];
    private int free;
    private int running;
    private int booting;
    private int arrived;
    private int started;
    private int machines;
    private int most;
    private long now;
    private long hash;
    private double spent;
    private long billed;
    private long lived;
    private long waited;

    PoolRun(Jobs jobs, Terms terms, Rule rule) {
        this.jobs = jobs;
        this.terms = terms;
        this.tariff = Tariff.of(terms);
        this.rule = rule;
        this.boot = terms.boot().toNanos();
    }

    /** From the first job to the last machine's leave. */
    Figures all(Watcher told) {
        watcher = told;
        begin();
        while (arrived < jobs.count()) {
            next();
        }
        end();
        watcher = Watcher.NONE;
        return new Figures(
                terms.price().forTime(Duration.ofNanos(billed)),
                Duration.ofNanos(waited),
                Duration.ofNanos(lived),
                machines);
    }

    void begin() {
        events.clear();
        lives = free = running = booting = arrived = started = machines = most = 0;
        now = hash = billed = lived = waited = 0;
        spent = 0;
        rule.begin(this);
    }

    /** Up to and with the next job's submission. */
    void next() {
        int job = arrived;
        long then = jobs.submitted(job);
        while (events.due(then)) {
            happen();
        }
        now = then;
        arrived++;
        if (free > 0) {
            start(oldestFree());
        } else {
            rule.waits(this, job);
        }
    }

    /** When no job comes any more: what is left of the machines leaves with the last job. */
    void end() {
        while (running > 0 || started < arrived) {
            happen();
        }
        while (lives > 0) {
            leave(live[lives - 1]);
        }
    }

    boolean mayBuy() {
        return terms.buying().allows(arrived - started, booting, terms.slots());
    }

    int slotsHeld() {
        return lives * terms.slots();
    }

    /** Jobs that wait and that no booting machine will take. */
    int uncovered() {
        return arrived - started - booting * terms.slots();
    }

    boolean hasMachines() {
        return lives > 0;
    }

    void buy(int machine) {
        room(machine);
        if (lives == live.length) {
            live = Arrays.copyOf(live, 2 * lives);
        }
        live[lives++] = machine;
        most = Math.max(most, lives);
        serial[machine] = machines++;
        born[machine] = now;
        busy[machine] = 0;
        up[machine] = false;
        booting++;
        hash += mix(~machine, rule.mark(machine));
        events.add(now + boot, Events.UP, machine);
        watcher.bought(machine, arrived - 1, now);
    }

    private void happen() {
        now = events.time();
        int kind = events.kind();
        int machine = events.machine();
        events.removeFirst();
        switch (kind) {
            case Events.END -> {
                hash -= mix(machine, now);
                busy[machine]--;
                running--;
                free++;
                serve(machine);
            }
            case Events.UP -> {
                booting--;
                up[machine] = true;
                free += terms.slots();
                serve(machine);
            }
            default -> {
                if (busy[machine] == 0 && leaving[machine] == now) {
                    leave(machine);
                }
            }
        }
    }

    private void serve(int machine) {
        while (busy[machine] < terms.slots() && started < arrived) {
            start(machine);
        }
        if (busy[machine] == 0) {
            leaving[machine] = rule.leaves(machine, born[machine], now);
            if (leaving[machine] != NEVER) {
                events.add(leaving[machine], Events.LEAVE, machine);
            }
        }
    }

    private void start(int machine) {
        int job = started++;
        long wait = now - jobs.submitted(job);
        waited += wait;
        spent += wait * tariff.worth();
        busy[machine]++;
        running++;
        free--;
        long end = now + jobs.length(job);
        hash += mix(machine, end);
        events.add(end, Events.END, machine);
        watcher.started(machine, job, now);
    }

    private void leave(int machine) {
        int at = place(machine);
        System.arraycopy(live, at + 1, live, at, lives - at - 1);
        lives--;
        free -= terms.slots();
        busy[machine] = GONE;
        hash -= mix(~machine, rule.mark(machine));
        long life = now - born[machine];
        lived += life;
        billed += tariff.billed(life);
        spent += tariff.cost(life);
        watcher.gone(machine, now);
    }

    private int place(int machine) {
        int low = 0;
        int high = lives - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (serial[live[middle]] < serial[machine]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int oldestFree() {
        int at = 0;
        while (!up[live[at]] || busy[live[at]] == terms.slots()) {
            at++;
        }
        return live[at];
    }

    /** The most machines that lived at once. */
    int most() {
        return most;
    }

    int started() {
        return started;
    }

    long hash() {
        return hash;
    }

    /** Dollars so far: waiting of jobs that started, cost of machines that left. */
    double spent() {
        return spent;
    }

    Snapshot snapshot() {
        Snapshot copy = new Snapshot(lives, events, free, running, booting, arrived, started, hash);
        for (int i = 0; i < lives; i++) {
            copy.put(i, live[i], born[live[i]], leaving[live[i]], busy[live[i]], up[live[i]]);
        }
        return copy;
    }

    /** Goes back; only {@link #spent} matters from then on, and counts from nought. */
    void restore(Snapshot copy) {
        events.copyFrom(copy.events());
        events.machines().forEach(machine -> busy[machine] = GONE); // those that live are set below
        lives = copy.lives();
        for (int i = 0; i < lives; i++) {
            int machine = copy.machine(i);
            room(machine);
            live[i] = machine;
            serial[machine] = i;
            born[machine] = copy.born(i);
            leaving[machine] = copy.leaving(i);
            busy[machine] = copy.busy(i);
            up[machine] = copy.up(i);
        }
        machines = lives;
        free = copy.free();
        running = copy.running();
        booting = copy.booting();
        arrived = copy.arrived();
        started = copy.started();
        hash = copy.hash();
        spent = 0;
    }

    private void room(int machine) {
        if (machine >= born.length) {
            int size = Math.max(machine + 1, 2 * born.length);
            serial = Arrays.copyOf(serial, size);
            born = Arrays.copyOf(born, size);
            leaving = Arrays.copyOf(leaving, size);
            busy = Arrays.copyOf(busy, size);
            up = Arrays.copyOf(up, size);
        }
    }

    private static long mix(long machine, long value) {
        long mixed = machine * 0x9E3779B97F4A7C15L + value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
