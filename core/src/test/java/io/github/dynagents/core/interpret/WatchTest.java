package io.github.dynagents.core.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchTest {
    private static final Duration PACE = Duration.ofSeconds(10);

    private final TestSeam seam = new TestSeam();
    private final List<Boolean> told = new ArrayList<>();
    private int asked;
    private Optional<Failure> failure = Optional.empty();
    private String value = "one";
    private final Watch<String> watch = new Watch<>(
            seam,
            seam.lane("watch", 1),
            () -> PACE,
            PACE,
            this::answer,
            String::equals,
            (last, newer) -> last,
            told::add);

    private String answer() throws Failure {
        asked++;
        if (failure.isPresent()) {
            throw failure.get();
        }
        return value;
    }

    @Test
    void beforeTheFirstAnswerNothingIsKnown() {
        assertThat(watch.state()).isEqualTo(new Observed.Never<>(seam.now(), "no answer yet"));
        failure = Optional.of(Failure.of(Failure.Kind.DENIED, "wrong token"));
        watch.ask();
        seam.run();
        assertThat(watch.state()).isEqualTo(new Observed.Never<>(seam.now(), "wrong token"));
    }

    /** Or one refusal at the start would keep a daemon from buying for as long as prices are usually kept. */
    @Test
    void whatWasNeverKnownIsAskedForAgainSoonHoweverSlowThePace() {
        Duration slow = Duration.ofMinutes(5);
        failure = Optional.of(Failure.of(Failure.Kind.UNAVAILABLE, "no answer"));
        Watch<String> prices = new Watch<>(
                seam,
                seam.lane("prices", 1),
                () -> slow,
                slow,
                this::answer,
                String::equals,
                (last, newer) -> last,
                told::add);
        prices.ask();
        seam.run();
        seam.pass(Duration.ofSeconds(20));
        assertThat(asked).isEqualTo(2);
        seam.pass(Duration.ofSeconds(40));
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void anAnswerIsAsOldAsItsQuestion() {
        seam.hold();
        watch.ask();
        Instant question = seam.now();
        seam.pass(Duration.ofSeconds(4));
        seam.go();
        assertThat(watch.state()).isEqualTo(new Observed.Known<>("one", question));
    }

    /** A simulation found a daemon that bought on a list from before it was stopped. */
    @Test
    void anAnswerThatWaitedForADaemonThatStoodStillIsTooOldAndAskedForAgain() {
        seam.hold();
        watch.ask();
        seam.pass(Duration.ofHours(1));
        Instant resumed = seam.now();
        seam.go();
        assertThat(asked).isEqualTo(2);
        assertThat(watch.state()).isEqualTo(new Observed.Known<>("one", resumed));
        assertThat(told).hasSize(2);
    }

    @Test
    void itAsksAtItsPaceAndTellsWhatChanged() {
        watch.ask();
        seam.run();
        seam.pass(PACE);
        value = "two";
        seam.pass(PACE);
        assertThat(asked).isEqualTo(3);
        assertThat(told).containsExactly(true, false, true);
    }

    @Test
    void whatFailsKeepsItsLastValueAndItsAge() {
        watch.ask();
        seam.run();
        Instant known = seam.now();
        failure = Optional.of(Failure.of(Failure.Kind.UNAVAILABLE, "away"));
        seam.pass(PACE);
        Instant lost = seam.now();
        assertThat(watch.state()).isEqualTo(new Observed.Stale<>("one", known, lost, "away"));
        failure = Optional.of(Failure.of(Failure.Kind.UNAVAILABLE, "still away"));
        seam.pass(PACE.multipliedBy(2));
        assertThat(watch.state()).isEqualTo(new Observed.Stale<>("one", known, lost, "still away"));
        failure = Optional.empty();
        seam.pass(Duration.ofMinutes(1));
        assertThat(watch.state().isKnown()).isTrue();
        assertThat(told).startsWith(true, true, false, true);
    }

    @Test
    void itAsksLaterAndLaterAMinuteAtMost() {
        failure = Optional.of(Failure.of(Failure.Kind.UNAVAILABLE, "away"));
        watch.ask();
        seam.run();
        for (int wait : new int[] {20, 40, 60, 60, 60}) {
            int before = asked;
            seam.pass(Duration.ofSeconds(wait).minusMillis(1));
            assertThat(asked).isEqualTo(before);
            seam.pass(Duration.ofMillis(1));
            assertThat(asked).isEqualTo(before + 1);
        }
    }

    @Test
    void itWaitsAsLongAsItIsAskedToButNeverForLong() {
        failure = Optional.of(Failure.of(Failure.Kind.THROTTLED, "slow down").retryAfter(Duration.ofDays(1)));
        watch.ask();
        seam.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(asked).isOne();
        seam.pass(Duration.ofMillis(1));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aWishWhileAQuestionIsUnderWayAsksOnceMore() {
        seam.hold();
        watch.ask();
        watch.ask();
        watch.ask();
        seam.go();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aClosedOneAsksNoMore() {
        watch.ask();
        seam.run();
        watch.close();
        watch.ask();
        seam.pass(Duration.ofHours(1));
        assertThat(asked).isOne();
    }
}
