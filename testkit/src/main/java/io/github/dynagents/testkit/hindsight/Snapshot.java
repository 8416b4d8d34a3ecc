package io.github.dynagents.testkit.hindsight;

/** Where a {@link PoolRun} stood between two jobs. */
final class Snapshot {
    private final int[] machine;
    private final long[] born;
    private final long[] leaving;
    private final int[] busy;
    private final boolean[] up;
    private final Events events;
    private final int free;
    private final int running;
    private final int booting;
    private final int arrived;
    private final int started;
    private final long hash;

    Snapshot(int lives, Events events, int free, int running, int booting, int arrived, int started, long hash) {
        this.machine = new int[lives];
        this.born = new long[lives];
        this.leaving = new long[lives];
        this.busy = new int[lives];
        this.up = new boolean[lives];
        this.events = events.copy();
        this.free = free;
        this.running = running;
        this.booting = booting;
        this.arrived = arrived;
        this.started = started;
        this.hash = hash;
    }

    void put(int at, int id, long bornAt, long leavingAt, int jobs, boolean isUp) {
        machine[at] = id;
        born[at] = bornAt;
        leaving[at] = leavingAt;
        busy[at] = jobs;
        up[at] = isUp;
    }

    int lives() {
        return machine.length;
    }

    int machine(int at) {
        return machine[at];
    }

    long born(int at) {
        return born[at];
    }

    long leaving(int at) {
        return leaving[at];
    }

    int busy(int at) {
        return busy[at];
    }

    boolean up(int at) {
        return up[at];
    }

    Events events() {
        return events;
    }

    int free() {
        return free;
    }

    int running() {
        return running;
    }

    int booting() {
        return booting;
    }

    int arrived() {
        return arrived;
    }

    int started() {
        return started;
    }

    long hash() {
        return hash;
    }
}
