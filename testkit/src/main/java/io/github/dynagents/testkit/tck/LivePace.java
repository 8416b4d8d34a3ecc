package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Real threads, and a clock that can be moved forwards: what waits for time to pass need not wait. The backend goes by
 * {@link #clock} too.
 */
public final class LivePace implements Pace {
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    /** What real machinery (threads, processes) gets for each time that passes; less would be a busy loop. */
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant now() {
        return Instant.now().plus(ahead.get());
    }

    /** This clock. */
    public InstantSource clock() {
        return this::now;
    }

    /** The clock is so much later, at once; real threads and processes get a moment. */
    @Override
    public void pass(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
        LockSupport.parkNanos(MOMENT.toNanos());
    }

    @Override
    public <T> List<Answer<T>> together(Duration deadline, List<Call<T>> calls) {
        CountDownLatch start = new CountDownLatch(1);
        List<Running<T>> running = new ArrayList<>();
        for (Call<T> call : calls) {
            running.add(new Running<>(call, start, "contract-call-" + running.size()));
        }
        start.countDown();
        long end = System.nanoTime() + deadline.toNanos();
        for (Running<T> each : running) {
            if (!each.endsBefore(end)) {
                each.thread.interrupt();
            }
        }
        long last = System.nanoTime() + AFTER_INTERRUPT.toNanos();
        return running.stream().map(each -> each.answer(last, deadline)).toList();
    }

    /** A call in a thread of its own, which ends with it. */
    private static final class Running<T> {
        private final AtomicReference<Answer<T>> answer = new AtomicReference<>();
        private final Thread thread;

        Running(Call<T> call, CountDownLatch start, String name) {
            this.thread = Thread.ofPlatform().daemon().name(name).start(() -> {
                try {
                    start.await();
                    answer.set(Answer.of(call));
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted before its call began", e);
                }
            });
        }

        boolean endsBefore(long nanos) {
            try {
                return thread.join(Duration.ofNanos(Math.max(1, nanos - System.nanoTime())));
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the contract was interrupted", e);
            }
        }

        Answer<T> answer(long last, Duration deadline) {
            if (!endsBefore(last)) {
                AssertionError late = new AssertionError("a call goes on a second after it was interrupted at its"
                        + " deadline of " + deadline + "; this is where it is");
                late.setStackTrace(thread.getStackTrace());
                throw late;
            }
            return Objects.requireNonNull(answer.get(), "the call ended its thread");
        }
    }
}
