package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlingTest {
    @AutoClose
    private final Site site = new Site().account("timeout", Duration.ofSeconds(20));

    @AutoClose
    private final Machines machines = site.open();

    @BeforeEach
    void lag() {
        site.fake.account().lag(Duration.ofSeconds(20));
    }

    private void loseTheAnswer(Purchase purchase) {
        site.fake.trouble().breaks(CallKind.BUY, RawFault.RESET_AFTER);
        assertThat(Site.failure(() -> machines.buy(purchase))).isNotNull();
        site.fake.trouble().mend();
    }

    @Test
    void whatWasMadeIsFoundOnceTheListShowsIt() throws Failure {
        Purchase purchase = site.purchase("ci-a");
        loseTheAnswer(purchase);
        assertThat(machines.settle(purchase).askAgain()).isPresent();
        site.clock.pass(Duration.ofSeconds(20));
        assertThat(machines.settle(purchase).machine().flatMap(Machine::lease)).contains(purchase.lease());
    }

    /** The last instant to send, the longest request, and the list's lag. */
    @Test
    void whatWasNotMadeIsAbsentOnlyWhenNothingCanTurnUpAnyMore() throws Failure {
        Purchase purchase = site.purchase("ci-a");
        Settled early = machines.settle(purchase);
        assertThat(early.askAgain())
                .contains(purchase.sendBefore().plusSeconds(20).plusSeconds(60));
        site.clock.pass(Duration.ofSeconds(110));
        assertThat(machines.settle(purchase).askAgain()).isPresent();
        site.clock.pass(Duration.ofSeconds(1));
        Settled late = machines.settle(purchase);
        assertThat(late).hasToString("absent");
    }

    @Test
    void ofTwoOfANameTheOlderIsFound() throws Failure {
        Purchase purchase = site.purchase("ci-a");
        FakeDroplet older = site.fake.account().plant("ci-a", site.ownTags(), Duration.ofMinutes(2));
        site.fake.account().plant("ci-a", site.ownTags(), Duration.ofMinutes(1));
        assertThat(machines.settle(purchase).machine().map(Machine::nativeId)).contains(Integer.toString(older.id));
    }

    @Test
    void aFailedLookIsNoAnswer() {
        Purchase purchase = site.purchase("ci-a");
        site.clock.pass(Duration.ofHours(1));
        site.fake.trouble().breaks(CallKind.SETTLE, RawFault.SERVER_ERROR_BEFORE);
        assertThat(Site.failure(() -> machines.settle(purchase)).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }
}
