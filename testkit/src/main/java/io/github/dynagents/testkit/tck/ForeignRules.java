package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Machines of others are never shown nor touched, however much they look like ours. */
interface ForeignRules extends Rules {
    String THEIRS = "somebodys-machine";

    /** A machine of each kind that could be taken for ours, by its native id. */
    private static List<String> plant(Bench bench) {
        return List.of(
                bench.plantsForeign(THEIRS, Optional.of("somebody-else")),
                bench.plantsForeign("extended", Optional.of(Bench.OWNER + "-2")),
                bench.plantsForeign("shortened", Optional.of(Bench.OWNER.substring(0, 3))),
                bench.plantsForeign("shouted", Optional.of(Bench.OWNER.toUpperCase(Locale.ROOT))),
                bench.plantsForeign("untagged", Optional.empty()),
                bench.plantsForeign("By Hand, 2nd try", Optional.empty()));
    }

    private static void allAreThere(Bench bench, List<String> ids) {
        for (String id : ids) {
            assertTrue(bench.isBilled(id), () -> "a machine that is not ours is gone: " + id);
        }
    }

    @Test
    default void machinesOfOthersAreNotShown() {
        Bench bench = bench();
        plant(bench);
        bench.buys("ours");
        bench.pace.pass(bench.grants.listLag());
        assertEquals(List.of("ours"), bench.listed(), "the list");
    }

    @Test
    default void aMachineOfAnothersIsNotReleased() {
        Bench bench = bench();
        List<String> ids = plant(bench);
        for (String id : ids) {
            Machine theirs = Machine.builder(new MachineName("not-ours"), id, bench.pace.now())
                    .build();
            bench.triesTo(() -> bench.cloud().release(theirs));
        }
        bench.pace.pass(bench.grants.removedWithin());
        allAreThere(bench, ids);
    }

    @Test
    default void aMachineOfAnothersIsNotMarked() {
        Bench bench = bench();
        Rules.appliesWhere(bench.grants.leases() == LeaseChannel.LIVE, "marks reach a running machine");
        String id = bench.plantsForeign(THEIRS, Optional.of(Bench.OWNER + "-2"));
        bench.pace.pass(bench.grants.listLag().plus(bench.grants.markReaches()));
        String before = bench.backend.markOnMachine(id);
        Lease lease = bench.leaseFromNow(true);
        Answer<SortedMap<MachineName, Failure>> answer =
                bench.tries(() -> bench.cloud().mark(new TreeMap<>(Map.of(new MachineName(THEIRS), lease))));
        bench.pace.pass(bench.grants.markReaches());
        assertEquals(before, bench.backend.markOnMachine(id), "the mark on a machine that is not ours");
        assertTrue(
                !(answer instanceof Answer.Value<SortedMap<MachineName, Failure>> value)
                        || value.value().containsKey(new MachineName(THEIRS)),
                "a machine that is not ours is said to be marked");
    }

    @Test
    default void aMachineOfAnothersUnderOurNameIsNotOurPurchase() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("same-name");
        String id = bench.plantsForeign("same-name", Optional.of(Bench.OWNER + "-2"));
        bench.pace.pass(bench.grants.listLag());
        if (bench.tries(() -> bench.cloud().settle(purchase)) instanceof Answer.Value<Settled> settled) {
            assertTrue(settled.value().machine().isEmpty(), "settle takes another's machine for ours");
        }
        assertTrue(bench.isBilled(id), "settle ended a machine that is not ours");
    }

    @Test
    default void tidyingUpEndsNoMachine() {
        Bench bench = bench();
        List<String> ids = plant(bench);
        Machine ours = bench.buys("ours");
        bench.pace.pass(Duration.ofMinutes(61));
        bench.does("tidy", () -> bench.cloud().tidy(new TreeSet<>(List.of(ours.name()))));
        bench.pace.pass(bench.grants.removedWithin());
        allAreThere(bench, ids);
        assertTrue(bench.isBilled(ours.nativeId()), "tidy ended a machine of ours");
    }

    @Test
    default void sideResourcesOfOthersStay() {
        Bench bench = bench();
        bench.plantsForeign(THEIRS, Optional.of("somebody-else"));
        Assumptions.assumeTrue(
                bench.backend.sideResources().contains(THEIRS), "the backend plants no side resources of others");
        bench.pace.pass(TidyRules.OLD);
        bench.does("tidy", () -> bench.cloud().tidy(new TreeSet<>()));
        assertTrue(bench.backend.sideResources().contains(THEIRS), "side resources of another's machine are gone");
    }
}
