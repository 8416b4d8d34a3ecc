package io.github.dynagents.testkit.time;

import io.github.dynagents.core.interpret.Seam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One program on virtual time, such as a daemon: it can be killed or stopped, and its wall clock can jump. */
public final class VirtualProcess implements Seam {
    private final VirtualTime time;
    private final String name;
    private final RandomGenerator random;
    private final List<Event> heldBack = new ArrayList<>();
    private Duration wallIsAhead = Duration.ZERO;
    private Duration steadyIsAhead = Duration.ZERO;
    private boolean dead;
    private boolean stopped;

    VirtualProcess(VirtualTime time, String name) {
        this.time = time;
        this.name = name;
        this.random = time.randomFor("process " + name);
    }

    /** This process's wall clock; when that is set back, it goes on at its own pace, as the production seam's does. */
    @Override
    public Instant now() {
        return steadyIsAhead.isZero() ? time.now() : time.now().plus(steadyIsAhead);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void post(Runnable event) {
        time.schedule(time.nanos(), this, event);
    }

    /** Waits on the monotonic clock: a jump of the wall clock afterwards moves no timer. */
    @Override
    public Timer at(Instant when, Runnable event) {
        return time.schedule(nanosAt(when), this, event);
    }

    /** Runs an event when so much time has passed; at once, but not within this call, if none has to. */
    public Timer after(Duration wait, Runnable event) {
        return time.schedule(Math.addExact(time.nanos(), wait.toNanos()), this, event);
    }

    @Override
    public Lane lane(String lane, int parallel) {
        return new VirtualLane(time, this, name + "/" + lane, parallel);
    }

    /** Moves the wall clock, forwards or back; {@link #now} follows forwards only. */
    public void jump(Duration by) {
        wallIsAhead = wallIsAhead.plus(by);
        if (wallIsAhead.compareTo(steadyIsAhead) > 0) {
            steadyIsAhead = wallIsAhead;
        }
    }

    /** As SIGKILL does: nothing of it runs any more, and no answer reaches it. What it has asked for happens all the same. */
    public void kill() {
        dead = true;
        heldBack.clear();
    }

    /** As SIGSTOP does: nothing of it runs until {@link #resume}. */
    public void stop() {
        stopped = true;
    }

    /** As SIGCONT does: all that has become due meanwhile runs now, in its order. */
    public void resume() {
        stopped = false;
        heldBack.forEach(event -> time.schedule(time.nanos(), this, () -> runLate(event)));
        heldBack.clear();
    }

    boolean isDead() {
        return dead;
    }

    void run(Event event) {
        if (stopped) {
            heldBack.add(event);
        } else {
            event.act();
        }
    }

    long nanosAt(Instant when) {
        long wait = Duration.between(now(), when).toNanos();
        return wait <= 0 ? time.nanos() : Math.addExact(time.nanos(), wait);
    }

    private void runLate(Event event) {
        if (!event.isCancelled()) {
            event.act();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
