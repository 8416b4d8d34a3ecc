package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.fault.CallKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a purchase ended is told once it is certain, and then for good. */
interface SettlingRules extends Rules {
    private static boolean isAbsent(Settled settled) {
        return settled.machine().isEmpty() && settled.askAgain().isEmpty();
    }

    private Stream<RawFault> losing(boolean afterEffect) {
        List<RawFault> faults = bench().backend.faults(CallKind.BUY).stream()
                .filter(fault -> fault.isAfterEffect() == afterEffect)
                .filter(fault -> afterEffect || fault.name().endsWith("_BEFORE"))
                .toList();
        return Rules.some(faults, "no purchase whose answer is lost").stream();
    }

    @Test
    default void aPurchaseThatWasAnsweredIsSettledAsFound() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("answered");
        Machine bought = bench.buys(purchase);
        bench.pace.pass(bench.grants.listLag());
        assertEquals(
                Optional.of(bought.nativeId()),
                bench.settles(purchase).machine().map(Machine::nativeId),
                "the machine that is found");
    }

    @TestFactory
    default Stream<DynamicTest> aMachineWhoseAnswerWasLostIsNeverSettledAsAbsent() {
        return losing(true)
                .map(fault -> dynamicTest(fault.name(), () -> {
                    try (Bench bench = newBench()) {
                        Purchase purchase = bench.purchase("lost");
                        bench.backend.breaks(CallKind.BUY, fault);
                        bench.triesToBuy(purchase);
                        bench.backend.mend();
                        assertFalse(
                                isAbsent(
                                        bench.gets("settle", () -> bench.cloud().settle(purchase))),
                                "settled as absent at once, and there is a machine");
                        Settled settled = bench.settles(purchase);
                        assertEquals(
                                Optional.of("lost"),
                                settled.machine().map(machine -> machine.name().value()),
                                () -> "the machine that is there; settle says: " + settled);
                        bench.leavesNothing();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> aPurchaseThatMadeNothingIsSettledAsAbsentForGood() {
        return losing(false)
                .map(fault -> dynamicTest(fault.name(), () -> {
                    try (Bench bench = newBench()) {
                        Purchase purchase = bench.purchase("never");
                        bench.backend.breaks(CallKind.BUY, fault);
                        bench.triesToBuy(purchase);
                        bench.backend.mend();
                        assertTrue(
                                isAbsent(bench.settles(purchase)),
                                "it was not bought, and should be settled as absent");
                        bench.reopen();
                        assertTrue(isAbsent(bench.settles(purchase)), "it was absent, and is not after reopening");
                        assertEquals(0, bench.backend.made("never"), "machines");
                        bench.leavesNothing();
                    }
                }));
    }

    /** A list that lags cannot tell earlier; {@code settle} must know this, whatever the list shows. */
    @Test
    default void whoLooksFirstNeverSaysAbsentBeforeTheListsLagHasPassed() {
        Bench bench = bench();
        Rules.appliesWhere(bench.grants.once() == Once.LOOK_FIRST, "a purchase is sent once");
        List<RawFault> faults = losing(false).toList();
        for (RawFault fault : faults) {
            Purchase purchase = bench.purchase("early-" + faults.indexOf(fault));
            bench.backend.breaks(CallKind.BUY, fault);
            bench.triesToBuy(purchase);
            bench.backend.mend();
            Instant certain = bench.pace.now().plus(bench.grants.listLag());
            Settled settled = bench.gets("settle", () -> bench.cloud().settle(purchase));
            assertFalse(
                    isAbsent(settled) && bench.pace.now().isBefore(certain),
                    () -> "after " + fault + ", settled as absent before the list could have shown it");
        }
    }

    @Test
    default void settlingBuysNothing() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("unasked");
        Answer<Settled> answer = bench.tries(() -> bench.cloud().settle(purchase));
        assertTrue(
                !(answer instanceof Answer.Value<Settled> value)
                        || value.value().machine().isEmpty(),
                "settle found a machine that nobody bought");
        assertEquals(0, bench.backend.made("unasked"), "machines");
    }
}
