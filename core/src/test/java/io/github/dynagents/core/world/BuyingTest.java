package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import io.github.dynagents.core.world.Seat.Intended.Asked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A seat's life until its cloud shows it. */
final class BuyingTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Worlds worlds = Worlds.ready();

    @Test
    void aPurchaseIsASeatFromTheMomentItIsSent() {
        Instant sent = worlds.now();
        worlds.buySent("a").tick();
        Seat.Intended seat = worlds.seat("a", Seat.Intended.class);
        assertThat(seat.asked()).isEqualTo(Asked.BUYING);
        assertThat(seat.born()).isEqualTo(sent);
        assertThat(seat.lastMark()).isEqualTo(sent.plus(Fleets.DEADLINE));
    }

    @Test
    void anAnsweredPurchaseWaitsForTheListAndIsListedThen() {
        Instant sent = worlds.now();
        worlds.buySent("a").tick();
        worlds.bought("a").after(SOON);
        assertThat(worlds.seat("a", Seat.Bought.class).born()).isEqualTo(sent);
        worlds.machine("a").after(SOON);
        Seat.Listed seat = worlds.seat("a", Seat.Listed.class);
        assertThat(seat.work()).isInstanceOf(Work.Unproven.class);
        assertThat(seat.mark().sentAt()).isEqualTo(sent);
        assertThat(seat.mark().lease())
                .isEqualTo(new io.github.dynagents.core.model.Lease(
                        sent.plus(Duration.ofMinutes(15)), Duration.ofMinutes(15), false));
    }

    @Test
    void aMachineThatIsListedBeforeItsPurchaseIsAnsweredIsTheSameMachine() {
        worlds.buySent("a").tick();
        worlds.machine("a").after(SOON);
        worlds.bought("a").after(SOON);
        assertThat(worlds.seat("a", Seat.Listed.class).work()).isInstanceOf(Work.Unproven.class);
        assertThat(worlds.world().seats()).hasSize(1);
    }

    @Test
    void aRefusedPurchaseIsNoSeatAnyMore() {
        worlds.buySent("a").tick();
        worlds.notBought("a", Failure.of(Kind.QUOTA, "none left")).after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(worlds.world().toRevoke()).containsExactly(Worlds.name("a"));
    }

    @Test
    void aPurchaseOfUnknownEffectStaysOpenAndCounts() {
        worlds.buySent("a").tick();
        Instant failed = worlds.now();
        worlds.notBought("a", Failure.unknownEffect(Kind.UNAVAILABLE, "no answer"))
                .tick();
        worlds.after(Duration.ofHours(1));
        Seat.Intended seat = worlds.seat("a", Seat.Intended.class);
        assertThat(seat.asked()).isEqualTo(Asked.OPEN);
        assertThat(seat.askAgain()).isEqualTo(failed.plusSeconds(5));
        assertThat(worlds.world().seatsOf(worlds.world().fleet().pools().get(0)))
                .hasSize(1);
    }

    @Test
    void thatALaterQuestionIsRefusedSaysNothingAboutTheOpenPurchase() {
        worlds.buySent("a").tick();
        worlds.notBought("a", Failure.unknownEffect(Kind.UNAVAILABLE, "no answer"))
                .after(SOON);
        worlds.outcome(new Outcome.SettleSent(Worlds.name("a"), worlds.now())).tick();
        assertThat(worlds.seat("a", Seat.Intended.class).asked()).isEqualTo(Asked.SETTLING);
        worlds.notBought("a", Failure.of(Kind.THROTTLED, "slow down")).after(SOON);
        assertThat(worlds.seat("a", Seat.Intended.class).asked()).isEqualTo(Asked.OPEN);
        assertThat(worlds.seat("a", Seat.Intended.class).tries()).isEqualTo(2);
    }

    @Test
    void aPurchaseThatIsSettledAsAbsentIsGone() {
        worlds.buySent("a").tick();
        worlds.notBought("a", Failure.unknownEffect(Kind.UNAVAILABLE, "no answer"))
                .after(SOON);
        worlds.outcome(
                        new Outcome.SettleSent(Worlds.name("a"), worlds.now()),
                        new Outcome.Absent(Worlds.name("a"), worlds.now()))
                .after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
    }

    @Test
    void aPurchaseThatIsSettledAsFoundIsBought() {
        worlds.buySent("a").tick();
        worlds.notBought("a", Failure.unknownEffect(Kind.UNAVAILABLE, "no answer"))
                .after(SOON);
        worlds.outcome(new Outcome.SettleSent(Worlds.name("a"), worlds.now()))
                .bought("a")
                .after(SOON);
        assertThat(worlds.seat("a", Seat.Bought.class)).isNotNull();
    }

    @Test
    void whatCannotBeToldYetIsAskedWhenItsCloudSays() {
        worlds.buySent("a").tick();
        worlds.notBought("a", Failure.unknownEffect(Kind.UNAVAILABLE, "no answer"))
                .after(SOON);
        Instant later = worlds.now().plusSeconds(77);
        worlds.outcome(
                        new Outcome.SettleSent(Worlds.name("a"), worlds.now()),
                        new Outcome.NotSettled(Worlds.name("a"), later, worlds.now()))
                .tick();
        assertThat(worlds.seat("a", Seat.Intended.class).askAgain()).isEqualTo(later);
        assertThat(worlds.seat("a", Seat.Intended.class).asked()).isEqualTo(Asked.OPEN);
    }

    @Test
    void noListMakesAnIntentDisappear() {
        worlds.buySent("a").tick();
        for (int i = 0; i < 10; i++) {
            worlds.after(Duration.ofMinutes(10));
        }
        assertThat(worlds.hasSeat("a")).isTrue();
    }

    @Test
    void aBoughtMachineMayBeMissingFromTheListForItsLagAfterTheAnswer() {
        worlds.buySent("a").tick();
        worlds.after(Duration.ofSeconds(28));
        worlds.bought("a").tick();
        worlds.after(Duration.ofSeconds(2));
        worlds.after(Duration.ofSeconds(2));
        assertThat(worlds.hasSeat("a")).isTrue();
        worlds.after(Duration.ofSeconds(2));
        assertThat(worlds.hasSeat("a")).isTrue();
        worlds.after(Duration.ofSeconds(2));
        assertThat(worlds.hasSeat("a")).isFalse();
    }
}
