package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.fault.CallKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A list is everything, as the cloud has it now, or a failure. */
interface ListingRules extends Rules {
    int MANY = 1201;

    /** One of each sort that a loop over pages could take for the end. */
    Set<RawFault> OF_A_PAGE = EnumSet.of(
            RawFault.RESET_BEFORE,
            RawFault.SERVER_ERROR_BEFORE,
            RawFault.NOT_FOUND,
            RawFault.THROTTLED,
            RawFault.HALF_ANSWER,
            RawFault.WRONG_ANSWER);

    /** They are not released in the end: that would take as many calls, and tell nothing more. */
    @Test
    default void aListOfManyPagesIsWhole() {
        try (Bench bench = newBench()) {
            List<String> planted = new ArrayList<>(bench.backend.plantMany(Bench.OWNER, MANY));
            bench.pace.pass(bench.grants.listLag());
            List<String> listed = new ArrayList<>(bench.listed());
            planted.sort(Comparator.naturalOrder());
            listed.sort(Comparator.naturalOrder());
            assertEquals(MANY, listed.size(), "machines in the list");
            assertEquals(planted, listed, "the names in the list");
        }
    }

    @Test
    default void aPageThatFailsMakesTheWholeListFail() {
        try (Bench bench = newBench()) {
            bench.backend.plantMany(Bench.OWNER, MANY);
            bench.pace.pass(bench.grants.listLag());
            Set<RawFault> faults = EnumSet.copyOf(OF_A_PAGE);
            faults.retainAll(bench.backend.faults(CallKind.LIST));
            for (RawFault fault : faults) {
                bench.backend.breaksPage(3, fault);
                if (bench.tries(bench.cloud()::list) instanceof Answer.Value<Listing> partial) {
                    throw new AssertionError("page 3 failed, " + fault + ", and the list shows "
                            + partial.value().machines().size() + " of " + MANY + " machines");
                }
                bench.backend.mend();
            }
        }
    }

    @TestFactory
    default Stream<DynamicTest> everyStateThatCostsMoneyIsShown() {
        return bench().backend.billedStates().stream()
                .map(state -> dynamicTest(state, () -> {
                    try (Bench bench = newBench()) {
                        Machine machine = bench.buys("in-a-state");
                        bench.pace.pass(bench.grants.listLag());
                        bench.backend.force(machine.nativeId(), state);
                        assertEquals(List.of("in-a-state"), bench.listed(), () -> "the list, while it is " + state);
                        bench.leavesNothing();
                    }
                }));
    }

    @Test
    default void aMachineThatEndedByItselfIsNoLongerShown() {
        Bench bench = bench();
        Machine stays = bench.buys("stays");
        Machine ends = bench.buys("ends");
        bench.pace.pass(bench.grants.listLag());
        assertEquals(2, bench.listed().size(), "machines in the list");
        bench.backend.vanish(ends.nativeId());
        bench.pace.pass(bench.grants.listLag());
        assertEquals(List.of(stays.name().value()), bench.listed(), "the list, after one has ended");
    }

    @Test
    default void whatAnotherDaemonOfTheOwnerBoughtIsShown() {
        Bench bench = bench();
        assertEquals(List.of(), bench.listed(), "the list of an empty cloud");
        Machines first = bench.cloud();
        bench.reopen();
        bench.buys("by-another");
        bench.pace.pass(bench.grants.listLag());
        List<String> seen = bench.gets("list", first::list).machines().stream()
                .map(machine -> machine.name().value())
                .toList();
        assertEquals(List.of("by-another"), seen, "the list of the one who did not buy it");
    }

    @Test
    default void aListTellsOfWhichInstantItIs() {
        Bench bench = bench();
        bench.buys("dated");
        Instant before = bench.pace.now();
        Listing listing = bench.list();
        Instant after = bench.pace.now();
        assertAll(
                () -> assertFalse(
                        listing.asOf().isBefore(before.minusSeconds(5)),
                        () -> "asked for at " + before + ", it is of " + listing.asOf()),
                () -> assertFalse(
                        listing.asOf().isAfter(after), () -> "answered at " + after + ", it is of " + listing.asOf()));
    }

    @Test
    default void anEmptyListIsNoFailure() {
        assertTrue(bench().listed().isEmpty(), "an empty cloud has no machines");
    }
}
