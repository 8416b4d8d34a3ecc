package io.github.dynagents.testkit.time;

import io.github.dynagents.core.interpret.Seam;

/** Something to happen, once, at an instant. */
final class Event implements Comparable<Event>, Seam.Timer {
    private final long atNanos;
    private final long order;
    private final VirtualProcess process;
    private final Runnable action;
    private boolean cancelled;

    Event(long atNanos, long order, VirtualProcess process, Runnable action) {
        this.atNanos = atNanos;
        this.order = order;
        this.process = process;
        this.action = action;
    }

    long atNanos() {
        return atNanos;
    }

    boolean isCancelled() {
        return cancelled || process.isDead();
    }

    void run() {
        process.run(this);
    }

    void act() {
        action.run();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(atNanos, other.atNanos);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public String toString() {
        return action.getClass().getName() + " of " + process;
    }
}
