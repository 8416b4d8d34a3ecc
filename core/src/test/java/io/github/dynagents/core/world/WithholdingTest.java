package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class WithholdingTest {
    private final Worlds worlds = Worlds.ready();
    private int purchases;

    @ParameterizedTest
    @CsvSource({"THROTTLED, 10", "UNAVAILABLE, 10", "NO_CAPACITY, 60", "QUOTA, 300", "DENIED, 300", "BROKEN, 300"})
    void aFailedOfferingIsWithheldForItsKindOfFailure(Kind kind, long seconds) {
        fails(Failure.of(kind, "no"));
        assertThat(until()).contains(worlds.now().plusSeconds(seconds));
    }

    @Test
    void theCloudsOwnWaitCountsInstead() {
        fails(Failure.of(Kind.NO_CAPACITY, "no").retryAfter(Duration.ofSeconds(42)));
        assertThat(until()).contains(worlds.now().plusSeconds(42));
    }

    @Test
    void eachFailureWithholdsItTwiceAsLongButNotForEver() {
        for (int i = 0; i < 6; i++) {
            fails(Failure.of(Kind.BROKEN, "no"));
            Duration wait = Duration.between(worlds.now(), until().orElseThrow());
            assertThat(wait).isEqualTo(Duration.ofMinutes(5L << i));
            worlds.after(wait);
        }
        for (int i = 0; i < 10; i++) {
            fails(Failure.of(Kind.BROKEN, "no"));
            worlds.at(until().orElseThrow());
        }
        fails(Failure.of(Kind.BROKEN, "no"));
        assertThat(until()).contains(worlds.now().plus(Duration.ofHours(6)));
    }

    /** A soak found jobs that waited for more than an hour after a shortage was over: asking again costs nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NO_CAPACITY", "QUOTA", "UNAVAILABLE", "THROTTLED"})
    void whatCannotBeHadIsTriedAgainAQuarterOfAnHourLaterAtMost(Kind kind) {
        for (int i = 0; i < 12; i++) {
            fails(Failure.of(kind, "no"));
            worlds.at(until().orElseThrow());
        }
        fails(Failure.of(kind, "no"));
        assertThat(until()).contains(worlds.now().plus(Duration.ofMinutes(15)));
    }

    /** A simulation found an offering that was withheld for hours for one exceeded quota, after a shortage of minutes. */
    @Test
    void aFailureOfAnotherKindDoesNotMultiplyItsOwnWait() {
        for (int i = 0; i < 4; i++) {
            fails(Failure.of(Kind.NO_CAPACITY, "no"));
            worlds.at(until().orElseThrow());
        }
        fails(Failure.of(Kind.QUOTA, "no"));
        assertThat(until()).contains(worlds.now().plus(Duration.ofMinutes(15)));
    }

    @Test
    void failuresOfOneMomentCountOnce() {
        fails(Failure.of(Kind.NO_CAPACITY, "no"));
        fails(Failure.of(Kind.NO_CAPACITY, "no"));
        assertThat(worlds.world().withheld()).extracting(Withheld::times).containsExactly(1);
    }

    @Test
    void aBrokenBootIsBlamedOnItsOffering() {
        worlds.machine("a").tick();
        worlds.outcome(new Outcome.DrainSent(Worlds.name("a"), Optional.of("it did not come up"), worlds.now()))
                .tick();
        assertThat(until()).contains(worlds.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void aDrainWithoutBlameWithholdsNothing() {
        worlds.machine("a").tick();
        worlds.drained("a").tick();
        assertThat(worlds.world().withheld()).isEmpty();
    }

    @Test
    void aMachineThatTakesJobsClearsItsOffering() {
        fails(Failure.of(Kind.QUOTA, "no"));
        worlds.machine("a").tick();
        assertThat(until()).isPresent();
        worlds.running("1", "a").after(Duration.ofSeconds(1));
        assertThat(worlds.world().withheld()).isEmpty();
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        fails(Failure.of(Kind.NO_CAPACITY, "no"));
        worlds.after(Duration.ofHours(6));
        assertThat(worlds.world().withheld()).hasSize(1);
        worlds.after(Duration.ofMinutes(1));
        assertThat(worlds.world().withheld()).isEmpty();
    }

    private void fails(Failure failure) {
        String name = "p" + purchases++;
        worlds.buySent(name).tick();
        worlds.notBought(name, failure).tick();
    }

    private Optional<Instant> until() {
        return worlds.world().withheld(Fleets.SMALL).map(Withheld::until);
    }
}
