package io.github.dynagents.core.interpret;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane of real threads, made when they are needed. A call that overstays is interrupted, and a second later given up:
 * its thread is left behind and its place goes to the next. When many are left behind, the lane begins no more calls
 * until some have ended: what hangs costs threads, but never all of them.
 */
final class LiveLane implements Seam.Lane {
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    private static final int MOST_LEFT_BEHIND = 8;

    private final LiveSeam seam;
    private final String name;
    private final int parallel;
    private final ThreadFactory threads;
    private final PriorityQueue<Entry<?>> waiting = new PriorityQueue<>(
            Comparator.<Entry<?>>comparingInt(entry -> entry.urgency).thenComparingLong(entry -> entry.order));
    private Instant pausedUntil = Instant.MIN;
    private long count;
    private int running;
    private int leftBehind;
    private boolean closed;

    LiveLane(LiveSeam seam, String name, int parallel) {
        this.seam = seam;
        this.name = name;
        this.parallel = parallel;
        this.threads = LiveSeam.threads("dynagents-" + name, true);
    }

    @Override
    public <T> void submit(int urgency, Duration deadline, Call<T> call, Consumer<Answer<T>> then) {
        Entry<T> entry;
        synchronized (this) {
            entry = new Entry<>(urgency, count++, deadline, call, then);
            if (closed) {
                entry.answer(refused("it is closed"));
                return;
            }
            waiting.add(entry);
        }
        Instant end = seam.now().plus(deadline);
        seam.deadline(end, () -> neverBegun(entry));
        begin();
    }

    @Override
    public void pauseUntil(Instant when) {
        synchronized (this) {
            pausedUntil = when;
        }
        seam.deadline(when, this::begin);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.forEach(entry -> entry.answer(refused("it is closed")));
            waiting.clear();
        }
    }

    private <T> Answer<T> refused(String why) {
        return new Answer.Failed<>(Failure.of(Failure.Kind.UNAVAILABLE, name + ": " + why));
    }

    private synchronized void begin() {
        while (!waiting.isEmpty()
                && running < parallel
                && leftBehind < MOST_LEFT_BEHIND
                && !seam.now().isBefore(pausedUntil)) {
            Entry<?> entry = waiting.remove();
            running++;
            Thread thread = threads.newThread(() -> run(entry));
            entry.thread = thread;
            seam.deadline(seam.now().plus(entry.deadline), () -> overdue(entry));
            thread.start();
        }
    }

    private <T> void run(Entry<T> entry) {
        Answer<T> answer =
                new Answer.Failed<>(Failure.unknownEffect(Failure.Kind.BROKEN, name + ": the call ended its thread"));
        try {
            answer = Answer.of(entry.call);
        } finally {
            synchronized (this) {
                entry.thread = null;
                if (entry.givenUp) {
                    leftBehind--;
                } else {
                    running--;
                }
                entry.answer(answer);
            }
            begin();
        }
    }

    private synchronized void neverBegun(Entry<?> entry) {
        if (waiting.remove(entry)) {
            entry.answer(refused("its turn did not come within " + entry.deadline.toSeconds() + "s"));
        }
    }

    private void overdue(Entry<?> entry) {
        synchronized (this) {
            if (entry.thread == null) {
                return;
            }
            entry.thread.interrupt();
        }
        seam.deadline(seam.now().plus(AFTER_INTERRUPT), () -> giveUp(entry));
    }

    private void giveUp(Entry<?> entry) {
        synchronized (this) {
            if (entry.thread == null) {
                return;
            }
            entry.givenUp = true;
            running--;
            leftBehind++;
            entry.answer(new Answer.Failed<>(Failure.unknownEffect(
                    Failure.Kind.UNAVAILABLE, name + ": no answer within " + entry.deadline.toSeconds() + "s")));
        }
        begin();
    }

    /** A call and its place in the row; guarded by the lane. */
    private final class Entry<T> {
        private final int urgency;
        private final long order;
        private final Duration deadline;
        private final Call<T> call;
        private final Consumer<Answer<T>> then;
        private @Nullable Thread thread;
        private boolean givenUp;
        private boolean answered;

        Entry(int urgency, long order, Duration deadline, Call<T> call, Consumer<Answer<T>> then) {
            this.urgency = urgency;
            this.order = order;
            this.deadline = deadline;
            this.call = call;
            this.then = then;
        }

        /** The first answer counts. */
        @SuppressWarnings("unchecked") // a failure answers a call of any type
        void answer(Answer<?> answer) {
            if (!answered) {
                answered = true;
                Answer<T> mine = (Answer<T>) answer;
                seam.post(() -> then.accept(mine));
            }
        }
    }
}
