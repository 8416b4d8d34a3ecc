package io.github.dynagents.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START, 5);
    private final Faults faults = new Faults(time, "cloud");
    private int effects;

    @Test
    void withoutFaultsCallsDoWell() throws Failure {
        assertThat(faults.around(CallKind.BUY, this::effect)).isEqualTo(1);
        assertThat(faults.calls(CallKind.BUY)).isEqualTo(1);
    }

    @Test
    void aRefusalHasNoEffectAndHitsOneCallOnly() throws Failure {
        faults.next(CallKind.BUY, Fault.throttled(Duration.ofSeconds(7)));

        Failure failure = failure(CallKind.BUY);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(effects).isZero();
        assertThat(faults.around(CallKind.BUY, this::effect)).isEqualTo(1);
    }

    @Test
    void aLostAnswerHasItsEffectAndADoubtfulOneHasNot() {
        faults.next(CallKind.BUY, new Fault.AnswerLost())
                .next(CallKind.BUY, new Fault.Doubtful(Failure.Kind.UNAVAILABLE));

        assertThat(failure(CallKind.BUY).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(effects).isEqualTo(1);
        assertThat(failure(CallKind.BUY).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(effects).isEqualTo(1);
    }

    @Test
    void anEffectMayComeLongAfterTheCallerHasGivenUp() {
        faults.next(CallKind.BUY, new Fault.HappensLater(Duration.ofMinutes(2)));
        time.lane("lane", 1)
                .submit(0, Duration.ofSeconds(30), () -> faults.around(CallKind.BUY, this::effect), answer -> {});

        time.runFor(Duration.ofSeconds(119));
        assertThat(effects).isZero();
        time.runFor(Duration.ofSeconds(1));
        assertThat(effects).isEqualTo(1);
    }

    @Test
    void anOutageHasABeginningAndAnEnd() throws Failure {
        faults.during(START.plusSeconds(10), START.plusSeconds(20), Fault.unreachable(), CallKind.LIST);

        faults.around(CallKind.LIST, this::effect);
        time.runFor(Duration.ofSeconds(10));
        assertThat(failure(CallKind.LIST).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        faults.around(CallKind.BUY, this::effect);
        time.runFor(Duration.ofSeconds(10));
        faults.around(CallKind.LIST, this::effect);

        assertThat(effects).isEqualTo(3);
    }

    @Test
    void chanceHitsAboutAsOftenAsTold() {
        faults.sometimes(0.3, Fault.unreachable());
        int failed = 0;
        for (int i = 0; i < 1000; i++) {
            try {
                faults.around(CallKind.LIST, this::effect);
            } catch (Failure e) {
                failed++;
            }
        }
        assertThat(failed).as("of 1000 calls, seed 5").isBetween(240, 360);
        assertThat(effects).isEqualTo(1000 - failed);
    }

    @Test
    void bugsOfPluginsPassAsTheyAre() {
        faults.next(CallKind.LIST, new Fault.Throws(() -> new IllegalStateException("bug")))
                .next(CallKind.LIST, new Fault.DoesNotLink());

        assertThatThrownBy(() -> faults.around(CallKind.LIST, this::effect)).hasMessage("bug");
        assertThatThrownBy(() -> faults.around(CallKind.LIST, this::effect)).isInstanceOf(LinkageError.class);
    }

    private int effect() {
        return ++effects;
    }

    private Failure failure(CallKind kind) {
        return catchThrowableOfType(Failure.class, () -> faults.around(kind, this::effect));
    }
}
