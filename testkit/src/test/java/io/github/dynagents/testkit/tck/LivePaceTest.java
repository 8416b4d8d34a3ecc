package io.github.dynagents.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LivePaceTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LivePace pace = new LivePace();

    @Test
    void timeThatPassesNeedNotBeWaitedFor() {
        Instant before = pace.now();
        pace.pass(Duration.ofDays(1));

        assertThat(pace.now()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
        assertThat(pace.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
    }

    @Test
    void callsThatAreMadeTogetherAreUnderWayAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(16);
        Call<String> call = () -> waitFor(all);

        List<Answer<String>> answers = pace.together(LONG, Collections.nCopies(16, call));

        assertThat(answers).hasSize(16).allMatch(answer -> answer.equals(new Answer.Value<>("together")));
    }

    private static String waitFor(CountDownLatch all) throws Failure {
        try {
            all.countDown();
            all.await();
            return "together";
        } catch (InterruptedException e) {
            throw Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "interrupted").because(e);
        }
    }

    @Test
    void aCallThatIsNotAnsweredIsInterruptedAtItsDeadline() {
        CountDownLatch never = new CountDownLatch(2);

        Answer<String> answer = pace.call(SHORT, () -> waitFor(never));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure()).hasMessage("interrupted"));
    }

    @Test
    void aCallThatGoesOnAfterThatIsAnError() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> pace.call(SHORT, () -> goesOnUntil(end)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("goes on a second after it was interrupted");
        } finally {
            end.countDown();
        }
    }

    private static String goesOnUntil(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return "at last";
            } catch (InterruptedException e) {
                // which is what a call must not do
            }
        }
    }
}
