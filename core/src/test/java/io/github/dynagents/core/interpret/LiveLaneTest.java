package io.github.dynagents.core.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Effect;
import io.github.dynagents.core.spi.Failure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real threads. Deadlines that must pass are short, those that must not are long. */
final class LiveLaneTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<Throwable> failed = Collections.synchronizedList(new ArrayList<>());
    private final LiveSeam seam = new LiveSeam(failed::add);
    private final Seam.Lane lane = seam.lane("test", 1);
    private final BlockingQueue<Answer<String>> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch stubborn = new CountDownLatch(1);

    @AfterEach
    void close() {
        stubborn.countDown();
        lane.close();
        seam.close();
        assertThat(failed).isEmpty();
    }

    @Test
    void aCallIsAnsweredOnTheLoop() throws InterruptedException {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        lane.submit(
                0,
                LONG,
                () -> "yes",
                answer -> threads.add(Thread.currentThread().getName() + answer));
        assertThat(threads.poll(1, TimeUnit.MINUTES))
                .startsWith("dynagents-loop")
                .contains("yes");
    }

    @Test
    void aHangingCallIsInterruptedAndAnswered() throws InterruptedException {
        lane.submit(0, SHORT, this::hang, answers::add);
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("interrupted");
        lane.submit(0, LONG, () -> "next", answers::add);
        assertThat(answer()).isEqualTo(new Answer.Value<>("next"));
    }

    @Test
    void aCallThatIgnoresInterruptsIsGivenUpAndTheLaneGoesOn() throws InterruptedException {
        lane.submit(0, SHORT, this::ignoreInterrupts, answers::add);
        lane.submit(0, LONG, () -> "next", answers::add);
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(answer()).isEqualTo(new Answer.Value<>("next"));
    }

    @Test
    void withEightLeftBehindTheLaneStopsUntilOneEnds() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            lane.submit(0, SHORT, this::ignoreInterrupts, answers::add);
            assertThat(failure().effect()).isEqualTo(Effect.UNKNOWN);
        }
        lane.submit(0, SHORT, () -> "never", answers::add);
        assertThat(failure()).hasMessageContaining("its turn did not come");
        lane.submit(0, LONG, () -> "at last", answers::add);
        stubborn.countDown();
        assertThat(answer()).isEqualTo(new Answer.Value<>("at last"));
    }

    @Test
    void whatIsNotBegunByItsDeadlineIsNeverBegun() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        lane.submit(0, LONG, () -> awaited(first), answers::add);
        lane.submit(0, SHORT, () -> begun.add("second") ? "second" : "", answers::add);
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        first.countDown();
        assertThat(answer()).isEqualTo(new Answer.Value<>("done"));
        lane.submit(0, LONG, () -> "third", answers::add);
        assertThat(answer()).isEqualTo(new Answer.Value<>("third"));
        assertThat(begun).isEmpty();
    }

    @Test
    void whatIsUrgentGoesFirst() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        lane.submit(9, LONG, () -> awaited(first), answers::add);
        lane.submit(6, LONG, () -> "buy", answers::add);
        lane.submit(2, LONG, () -> "renew a", answers::add);
        lane.submit(2, LONG, () -> "renew b", answers::add);
        lane.submit(0, LONG, () -> "release", answers::add);
        first.countDown();
        for (String expected : List.of("done", "release", "renew a", "renew b", "buy")) {
            assertThat(answer()).isEqualTo(new Answer.Value<>(expected));
        }
    }

    @Test
    void aPausedLaneBeginsNothingUntilItsTime() throws InterruptedException {
        lane.pauseUntil(seam.now().plus(LONG));
        lane.submit(0, SHORT, () -> "never", answers::add);
        assertThat(failure().effect()).isEqualTo(Effect.NONE);
        lane.submit(0, LONG, () -> "later", answers::add);
        lane.pauseUntil(seam.now().plus(SHORT));
        assertThat(answer()).isEqualTo(new Answer.Value<>("later"));
    }

    @Test
    void whateverAPluginThrowsBecomesAFailureAndTheLaneGoesOn() throws InterruptedException {
        List<Throwable> all = List.of(
                new IllegalStateException("x"),
                new NoSuchMethodError("x"),
                new AssertionError("x"),
                new java.io.IOException("undeclared"));
        for (Throwable thrown : all) {
            lane.submit(0, LONG, () -> LiveLaneTest.<RuntimeException>sneaky(thrown), answers::add);
            Failure failure = failure();
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(failure).hasCause(thrown);
        }
        lane.submit(0, LONG, () -> "next", answers::add);
        assertThat(answer()).isEqualTo(new Answer.Value<>("next"));
    }

    @Test
    void anErrorThatEndsItsThreadIsAnsweredTooAndKeepsNoPlace() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            lane.submit(0, LONG, () -> LiveLaneTest.<RuntimeException>sneaky(new QuietError()), answers::add);
            assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
        }
        lane.submit(0, LONG, () -> "next", answers::add);
        assertThat(answer()).isEqualTo(new Answer.Value<>("next"));
    }

    @Test
    void aClosedLaneRefuses() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        lane.submit(0, LONG, () -> awaited(first), answers::add);
        lane.submit(0, LONG, () -> "waiting", answers::add);
        lane.close();
        assertThat(failure().effect()).isEqualTo(Effect.NONE);
        lane.submit(0, LONG, () -> "late", answers::add);
        assertThat(failure()).hasMessageContaining("closed");
        first.countDown();
        assertThat(answer()).isEqualTo(new Answer.Value<>("done"));
    }

    private static final class QuietError extends VirtualMachineError {
        @Override
        public void printStackTrace(java.io.PrintStream out) {
            out.println("a test lets a thread die");
        }
    }

    private String hang() throws Failure {
        try {
            return awaited(new CountDownLatch(1));
        } catch (IllegalStateException e) {
            throw Failure.of(Kind.UNAVAILABLE, "interrupted");
        }
    }

    private static String awaited(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.MINUTES) ? "done" : "too late";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ignoreInterrupts() {
        while (true) {
            try {
                stubborn.await();
                return "much later";
            } catch (InterruptedException e) {
                // what a bad plugin does
            }
        }
    }

    @SuppressWarnings("unchecked") // as other languages of the JVM throw
    private static <E extends Throwable> String sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private Answer<String> answer() throws InterruptedException {
        Answer<String> answer = answers.poll(1, TimeUnit.MINUTES);
        assertThat(answer).as("an answer within a minute").isNotNull();
        return java.util.Objects.requireNonNull(answer);
    }

    private Failure failure() throws InterruptedException {
        return ((Answer.Failed<String>) answer()).failure();
    }
}
