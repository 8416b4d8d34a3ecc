package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** One name buys at most one machine, and the machine is what was asked for. Machines are counted at the backend. */
interface BuyingRules extends Rules {
    private Bench once() {
        Rules.appliesWhere(bench().grants.once() != Once.LOOK_FIRST, "a purchase may be sent again");
        return bench();
    }

    private static void oneMachine(Bench bench, String name) {
        assertEquals(1, bench.backend.made(name), () -> "machines that were made under the name " + name);
    }

    @Test
    default void aPurchaseThatIsAskedForTwiceMakesOneMachine() {
        Bench bench = once();
        Purchase purchase = bench.purchase("twice");
        Machine first = bench.buys(purchase);
        Machine second = bench.buys(purchase);
        oneMachine(bench, "twice");
        assertEquals(first.nativeId(), second.nativeId(), "the machine, bought again");
    }

    @Test
    default void aPurchaseThatSixteenAskForAtOnceMakesOneMachine() {
        Bench bench = once();
        Purchase purchase = bench.purchase("crowd");
        Call<Machine> buy = () -> bench.cloud().buy(purchase);
        List<Answer<Machine>> answers = bench.pace.together(bench.backend.deadline(), Collections.nCopies(16, buy));
        oneMachine(bench, "crowd");
        answers.forEach(bench::tellsTheTruth);
        assertTrue(answers.stream().anyMatch(Answer.Value.class::isInstance), "nobody was told of the machine");
    }

    @Test
    default void aPurchaseThatIsAskedForAgainAfterReopeningMakesOneMachine() {
        Bench bench = once();
        Purchase purchase = bench.purchase("again");
        Machine first = bench.buys(purchase);
        bench.reopen();
        assertEquals(first.nativeId(), bench.buys(purchase).nativeId(), "the machine, bought again");
        oneMachine(bench, "again");
    }

    @Test
    default void aPurchaseWhoseAnswerWasLostMakesOneMachineWhenAskedForAgain() {
        Bench bench = once();
        Set<RawFault> faults = bench.backend.faults(CallKind.BUY);
        Assumptions.assumeTrue(faults.contains(RawFault.RESET_AFTER), "the backend cannot lose an answer");
        Purchase purchase = bench.purchase("lost");
        bench.backend.breaks(CallKind.BUY, RawFault.RESET_AFTER);
        bench.triesToBuy(purchase);
        bench.backend.mend();
        Machine second = bench.buys(purchase);
        oneMachine(bench, "lost");
        assertTrue(bench.isBilled(second.nativeId()), "the machine that the second answer tells of");
    }

    @Test
    default void otherArgumentsUnderTheSameNameAreRefused() {
        Bench bench = once();
        Purchase purchase = bench.purchase("other");
        bench.buys(purchase);
        Purchase changed = purchase.withAgent(purchase.agent().toBuilder()
                .secrets(Map.of("AGENT_SECRET", new Secret("another-secret-of-the-agent")))
                .build());
        Failure refusal =
                bench.fails("buy with another agent", () -> bench.cloud().buy(changed));
        assertEquals(Failure.Kind.INVALID, refusal.kind(), () -> Bench.told(refusal));
        oneMachine(bench, "other");
    }

    @Test
    default void aPurchaseIsNotSentAfterItsTime() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("late");
        bench.pace.pass(
                Duration.between(bench.pace.now(), purchase.sendBefore()).plusSeconds(1));
        Failure refusal =
                bench.fails("buy after sendBefore", () -> bench.cloud().buy(purchase));
        assertEquals(Failure.Effect.NONE, refusal.effect(), () -> Bench.told(refusal));
        assertEquals(0, bench.backend.made("late"), "machines");
    }

    @Test
    default void anOfferingThatIsNotSoldIsRefused() {
        Bench bench = bench();
        Purchase known = bench.purchase("unsold");
        Purchase unknown = new Purchase(
                known.name(),
                known.owner(),
                known.pool(),
                new OfferingId(Bench.ACCOUNT, "no-such/offering"),
                known.agent(),
                known.lease(),
                known.grace(),
                known.maxLife(),
                known.sendBefore());
        Failure refusal = Bench.failure("buy of what is not sold", bench.triesToBuy(unknown));
        assertAll(
                () -> assertEquals(Failure.Kind.INVALID, refusal.kind(), () -> Bench.told(refusal)),
                () -> assertEquals(Failure.Effect.NONE, refusal.effect(), () -> Bench.told(refusal)),
                () -> assertEquals(0, bench.backend.made("unsold"), "machines"));
    }

    @Test
    default void theAnswerTellsOfTheMachineThatWasMade() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("told");
        Instant before = bench.pace.now();
        Machine told = bench.buys(purchase);
        assertAll(
                () -> assertEquals("told", told.name().value(), "its name"),
                () -> assertTrue(bench.isBilled(told.nativeId()), "the native id is no machine of the backend"),
                () -> assertEquals(Optional.of(Bench.POOL), told.pool(), "its pool"),
                () -> assertEquals(Optional.of(purchase.offering()), told.offering(), "its offering"),
                () -> assertTrue(
                        !told.created().isBefore(before.minusSeconds(5))
                                && !told.created().isAfter(bench.pace.now().plusSeconds(5)),
                        () -> "created at " + told.created() + ", asked for at " + before));
    }

    @Test
    default void whatWasAskedForIsWhatALaterListShowsAlsoAfterReopening() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("as-asked");
        Machine bought = bench.buys(purchase);
        bench.reopen();
        Machine shown = bench.shown(purchase.name());
        assertAll(
                () -> assertEquals(bought.nativeId(), shown.nativeId(), "its native id"),
                () -> assertEquals(Optional.of(Bench.POOL), shown.pool(), "its pool"),
                () -> assertEquals(Optional.of(purchase.offering()), shown.offering(), "its offering"),
                () -> assertEquals(bought.created(), shown.created(), "the beginning of its bill"));
    }

    @Test
    default void theMachineIsGivenWhatWasAskedFor() {
        Bench bench = bench();
        bench.buys("given");
        String given = bench.backend.billed().getFirst().given();
        Assumptions.assumeFalse(given.isEmpty(), "the backend does not tell what a machine was given");
        for (String part : List.of("given", Bench.OWNER, Bench.POOL)) {
            assertTrue(given.contains(part), () -> "it was not given \"" + part + "\": " + given);
        }
        bench.backend.agent().image().ifPresent(image -> assertTrue(given.contains(image), "the agent's image"));
        bench.backend.agent().argv().forEach(word -> assertTrue(given.contains(word), "the agent's command"));
        bench.backend
                .agent()
                .env()
                .forEach((name, value) -> assertTrue(
                        given.contains(name) && given.contains(value), () -> "the agent's variable " + name));
    }

    @Test
    default void theMachineIsBornWithItsLease() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("leased");
        Machine machine = bench.buys(purchase);
        String mark = purchase.lease().mark();
        if (bench.grants.leases() == LeaseChannel.LIVE) {
            assertEquals(
                    Optional.of(mark),
                    bench.shown(purchase.name()).lease().map(lease -> lease.mark()),
                    "the mark that the list shows");
            assertEquals(mark, bench.backend.markOnMachine(machine.nativeId()), "the mark that the machine sees");
        } else {
            String given = bench.backend.billed().getFirst().given();
            Assumptions.assumeFalse(given.isEmpty(), "the backend does not tell what a machine was given");
            String inScript = "first_ttl=" + purchase.lease().ttl().toMillis() / 10; // as BootScript writes it
            assertFalse(
                    bench.grants.leases() == LeaseChannel.AT_BIRTH
                            && !given.contains(mark)
                            && !given.contains(inScript),
                    () -> "it was given neither " + mark + " nor a script with " + inScript);
        }
    }
}
