package io.github.dynagents.runner.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullTest {
    private final Failure away = Failure.of(Failure.Kind.UNAVAILABLE, "away");
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final ScriptedHistory history = new ScriptedHistory();
    private final List<Duration> waited = new ArrayList<>();

    private Pulled pull() {
        return new Pull(history, Progress.UNSEEN, waited::add).run();
    }

    @Test
    void aServerThatIsAwayForSomeSecondsEndsNothing() {
        history.shows(1).fails(3, away).shows(1).fails(1, away);

        Pulled pulled = pull();

        assertThat(pulled.brokenOff()).isEmpty();
        assertThat(pulled.jobs()).hasSize(4);
        assertThat(waited).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 1L);
    }

    @Test
    void aServerThatIsAskedTooOftenIsGivenTheTimeItWants() {
        history.fails(1, Failure.of(Failure.Kind.THROTTLED, "slower").retryAfter(Duration.ofSeconds(40)));

        assertThat(pull().jobs()).hasSize(1);
        assertThat(waited).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void aServerThatNeverAnsweredIsGivenUpAtOnce() {
        history.fails(FOR_EVER, away);

        assertThat(pull().brokenOff()).contains("away");
        assertThat(waited).isEmpty();
    }

    @Test
    void aBuildThatIsNeverShownIsLeftOut() {
        history.shows(1).fails(FOR_EVER, away).shows(2);

        Pulled pulled = pull();

        assertThat(pulled.brokenOff()).isEmpty();
        assertThat(pulled.leftOut()).isEqualTo(1);
        assertThat(pulled.jobs()).hasSize(3);
    }

    @Test
    void aServerThatStaysAwayIsGivenUpAndWhatItShowedHasNoGap() {
        history.shows(5);
        for (int build = 0; build < 10; build++) {
            history.fails(FOR_EVER, away);
        }

        Pulled pulled = pull();

        assertThat(pulled.brokenOff()).contains("away");
        assertThat(pulled.jobs()).hasSize(5);
        assertThat(pulled.read()).isEqualTo(5);
        assertThat(pulled.found()).isEqualTo(15);
        assertThat(pulled.leftOut()).isZero();
    }

    @Test
    void aRefusalIsNotRepeated() {
        history.shows(1).fails(FOR_EVER, Failure.of(Failure.Kind.DENIED, "no")).shows(1);

        assertThat(pull().brokenOff()).contains("no");
        assertThat(waited).isEmpty();
    }

    @Test
    void anInterruptKeepsWhatWasReadAndIsUsedUpSoThatItCanBeWritten() {
        history.shows(1).fails(1, away).shows(3);

        Pulled pulled = new Pull(history, Progress.UNSEEN, time -> {
                    throw new InterruptedException();
                })
                .run();

        assertThat(pulled.brokenOff()).contains("interrupted");
        assertThat(pulled.jobs()).hasSize(1);

        Thread.currentThread().interrupt();
        assertThat(pull().brokenOff()).contains("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aTerminalShowsHowFarItIsAndIsLeftClean() {
        StringWriter terminal = new StringWriter();
        history.shows(4);

        new Pull(history, new ProgressLine(new PrintWriter(terminal)), waited::add).run();

        assertThat(terminal.toString())
                .contains("\r\u001b[Kreading 4 builds: 25%\r\u001b[Kreading 4 builds: 50%")
                .endsWith("reading 4 builds: 100%\r\u001b[K");
    }
}
