package io.github.dynagents.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.interpret.Seam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START, 1);
    private final List<String> seen = new ArrayList<>();

    @Test
    void eventsRunInTheOrderOfTheirInstantsAndThenAsAskedFor() {
        time.at(START.plusSeconds(2), () -> seen.add("c"));
        time.at(START.plusSeconds(1), () -> seen.add("a"));
        time.at(START.plusSeconds(1), () -> seen.add("b"));
        time.post(() -> seen.add("first"));

        assertThat(time.runUntilIdle(Duration.ofHours(1))).isTrue();

        assertThat(seen).containsExactly("first", "a", "b", "c");
        assertThat(time.now()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void runUntilEndsAtItsInstantAndLeavesLaterEvents() {
        time.at(START.plusSeconds(10), () -> seen.add("due"));
        time.at(START.plusSeconds(11), () -> seen.add("later"));

        time.runUntil(START.plusSeconds(10));

        assertThat(seen).containsExactly("due");
        assertThat(time.now()).isEqualTo(START.plusSeconds(10));
        assertThat(time.runUntilIdle(Duration.ofMillis(5))).isFalse();
        assertThat(time.now()).isEqualTo(START.plusSeconds(10).plusMillis(5));
    }

    @Test
    void anEventOfThePastRunsSoonAndACancelledOneNever() {
        time.runFor(Duration.ofMinutes(1));
        time.at(START, () -> seen.add("late"));
        Seam.Timer timer = time.at(START.plusSeconds(61), () -> seen.add("cancelled"));
        timer.cancel();

        time.runFor(Duration.ofMinutes(1));

        assertThat(seen).containsExactly("late");
    }

    @Test
    void somethingThatWakesItselfForEverIsToldSo() {
        VirtualTime endless = new VirtualTime(START, 42);
        endless.post(new Runnable() {
            @Override
            public void run() {
                endless.post(this);
            }
        });

        assertThatThrownBy(() -> endless.runFor(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without time moving on")
                .hasMessageContaining("seed 42");
    }

    @Test
    void theSameSeedGivesTheSameChanceAndNamesGiveOtherChance() {
        long first = new VirtualTime(START, 7).randomFor("a").nextLong();

        assertThat(new VirtualTime(START, 7).randomFor("a").nextLong()).isEqualTo(first);
        assertThat(new VirtualTime(START, 7).randomFor("b").nextLong()).isNotEqualTo(first);
        assertThat(new VirtualTime(START, 8).randomFor("a").nextLong()).isNotEqualTo(first);
    }

    @Test
    void aClockThatJumpsBackGoesOnAtItsOwnPace() {
        VirtualProcess daemon = time.process("daemon");
        daemon.jump(Duration.ofMinutes(-10));
        time.runFor(Duration.ofMinutes(2));
        assertThat(daemon.now()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void aClockThatJumpsForwardsIsFollowed() {
        VirtualProcess daemon = time.process("daemon");
        daemon.jump(Duration.ofMinutes(10));
        assertThat(daemon.now()).isEqualTo(START.plusSeconds(600));
        daemon.jump(Duration.ofMinutes(-10));
        assertThat(daemon.now()).isEqualTo(START.plusSeconds(600));
        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void timersWaitAsLongAsTheyWereAskedToWhateverTheWallClockDoes() {
        VirtualProcess daemon = time.process("daemon");
        daemon.at(START.plusSeconds(60), () -> seen.add("timer"));
        daemon.jump(Duration.ofHours(5));

        time.runFor(Duration.ofSeconds(59));
        assertThat(seen).isEmpty();
        time.runFor(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("timer");
    }

    @Test
    void aStoppedProcessCatchesUpWhenItResumesAndAKilledOneNeverDoes() {
        VirtualProcess stopped = time.process("stopped");
        VirtualProcess killed = time.process("killed");
        stopped.at(START.plusSeconds(1), () -> seen.add("one"));
        stopped.at(START.plusSeconds(2), () -> seen.add("two"));
        killed.at(START.plusSeconds(1), () -> seen.add("never"));
        stopped.stop();
        killed.kill();

        time.runFor(Duration.ofSeconds(10));
        assertThat(seen).isEmpty();

        stopped.resume();
        killed.post(() -> seen.add("never"));
        time.runFor(Duration.ZERO);
        assertThat(seen).containsExactly("one", "two");
    }
}
