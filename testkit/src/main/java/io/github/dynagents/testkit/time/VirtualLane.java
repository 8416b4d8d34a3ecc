package io.github.dynagents.testkit.time;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane without threads: a call has its effect at the instant at which its turn comes, and its answer is delivered
 * once the time that it took has passed, or at its deadline.
 */
final class VirtualLane implements Seam.Lane {
    private final VirtualTime time;
    private final VirtualProcess process;
    private final String name;
    private final int parallel;
    private final PriorityQueue<Waiting<?>> waiting = new PriorityQueue<>();
    private int underWay;
    private long order;
    private long pausedUntil = Long.MIN_VALUE;
    private boolean closed;

    VirtualLane(VirtualTime time, VirtualProcess process, String name, int parallel) {
        if (parallel < 1) {
            throw new IllegalArgumentException("lane " + name + " must make one call at a time at least: " + parallel);
        }
        this.time = time;
        this.process = process;
        this.name = name;
        this.parallel = parallel;
    }

    @Override
    public <T> void submit(int urgency, Duration deadline, Call<T> call, Consumer<Answer<T>> then) {
        if (closed) {
            process.post(() -> then.accept(neverBegun("is closed")));
            return;
        }
        long last = Math.addExact(time.nanos(), deadline.toNanos());
        Waiting<T> turn = new Waiting<>(urgency, order++, last, deadline.toNanos(), call, then);
        waiting.add(turn);
        turn.timer = time.schedule(last, process, () -> giveUp(turn));
        process.post(this::begin);
    }

    @Override
    public void pauseUntil(Instant when) {
        pausedUntil = Math.max(pausedUntil, process.nanosAt(when));
        time.schedule(pausedUntil, process, this::begin);
    }

    @Override
    public void close() {
        closed = true;
        List<Waiting<?>> rest = new ArrayList<>(waiting);
        Collections.sort(rest);
        waiting.clear();
        rest.forEach(turn -> process.post(() -> turn.refuse("was closed")));
    }

    private void begin() {
        while (!closed
                && !process.isDead()
                && underWay < parallel
                && time.nanos() >= pausedUntil
                && !waiting.isEmpty()) {
            begin(waiting.remove());
        }
    }

    private <T> void begin(Waiting<T> turn) {
        turn.cancelTimer();
        if (time.nanos() >= turn.deadline) {
            turn.refuse("had no turn for it before its deadline");
            return;
        }
        underWay++;
        Answer<T> answer = time.call().make(turn.call);
        boolean late = time.call().hangs() || time.call().elapsed() > turn.longest;
        long end = time.nanos() + (late ? turn.longest : time.call().elapsed());
        time.schedule(end, process, () -> {
            underWay--;
            turn.then.accept(late ? interrupted() : answer);
            begin();
        });
    }

    private void giveUp(Waiting<?> turn) {
        if (waiting.remove(turn)) {
            turn.refuse("had no turn for it before its deadline");
        }
    }

    private <T> Answer<T> interrupted() {
        return new Answer.Failed<>(
                Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "lane " + name + ": no answer before the deadline"));
    }

    private <T> Answer<T> neverBegun(String why) {
        return new Answer.Failed<>(
                Failure.of(Failure.Kind.UNAVAILABLE, "lane " + name + " " + why + "; the call was never made"));
    }

    /** A call whose turn has not come. */
    private final class Waiting<T> implements Comparable<Waiting<?>> {
        private final int urgency;
        private final long place;
        private final long deadline;
        private final long longest;
        private final Call<T> call;
        private final Consumer<Answer<T>> then;
        private Seam.@Nullable Timer timer;

        private Waiting(int urgency, long place, long deadline, long longest, Call<T> call, Consumer<Answer<T>> then) {
            this.urgency = urgency;
            this.place = place;
            this.deadline = deadline;
            this.longest = longest;
            this.call = call;
            this.then = then;
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }

        private void refuse(String why) {
            cancelTimer();
            then.accept(neverBegun(why));
        }

        @Override
        public int compareTo(Waiting<?> other) {
            int byUrgency = Integer.compare(urgency, other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(place, other.place);
        }
    }
}
