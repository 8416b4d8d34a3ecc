package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A provider that is closed leaves nothing behind but its machines. */
interface ClosingRules extends Rules {
    int ROUNDS = 4;

    private static void opensListsAndCloses(Bench bench) {
        Machines machines = bench.openAs(Bench.OWNER);
        bench.gets("list", machines::list);
        machines.close();
    }

    /** What all share is made once, so only what grows with each opening is left behind. */
    @Test
    default void noThreadIsLeftBehind() {
        Bench bench = bench();
        opensListsAndCloses(bench);
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        for (int round = 0; round < ROUNDS; round++) {
            opensListsAndCloses(bench);
        }
        try {
            bench.eventually(
                    "threads that openings left have ended", () -> left(before).size() < ROUNDS);
        } catch (AssertionError e) {
            throw new AssertionError(ROUNDS + " openings left these threads: " + left(before), e);
        }
    }

    private static List<String> left(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    @Test
    default void noConnectionIsLeftOpen() {
        Bench bench = bench();
        Assumptions.assumeTrue(bench.backend.connections().isPresent(), "the backend has no connections to count");
        bench.offering();
        bench.cloud().close();
        bench.eventually(
                "its connections are closed", () -> bench.backend.connections().equals(OptionalInt.of(0)));
        bench.reopen();
    }

    @Test
    default void machinesGoOnAfterTheProviderIsClosed() {
        Bench bench = bench();
        Machine machine = bench.buys("goes-on");
        bench.cloud().close();
        bench.pace.pass(bench.grants.removedWithin().plus(Duration.ofMinutes(1)));
        bench.reopen();
        assertTrue(bench.isBilled(machine.nativeId()), "the machine ended with its provider");
    }

    @Test
    default void aProviderCanBeClosedTwice() {
        Machines machines = bench().openAs(Bench.OWNER);
        machines.close();
        machines.close();
    }

    @Test
    default void aClosedProviderRefusesCallsAndBuysNothing() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("too-late");
        Machines machines = bench.openAs(Bench.OWNER);
        machines.close();
        refused(bench.tries(machines::list));
        refused(bench.tries(() -> machines.buy(purchase)));
        assertEquals(0, bench.backend.made("too-late"), "machines that a closed provider bought");
    }

    private static void refused(Answer<?> answer) {
        Failure failure = Bench.failure("a call after close", answer);
        assertTrue(
                Set.of(Failure.Kind.BROKEN, Failure.Kind.UNAVAILABLE).contains(failure.kind()),
                () -> Bench.told(failure));
        assertEquals(Failure.Effect.NONE, failure.effect(), () -> Bench.told(failure));
    }
}
