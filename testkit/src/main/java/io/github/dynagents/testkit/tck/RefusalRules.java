package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a cloud cannot is refused as such: nothing is silently skipped. */
interface RefusalRules extends Rules {
    private static void refused(Bench bench, String call, Deed deed) {
        Machine before = bench.listed().isEmpty()
                ? bench.shown(new MachineName("able"))
                : bench.list().machines().getFirst();
        Failure refusal = bench.fails(call, deed);
        assertAll(
                () -> assertEquals(Failure.Kind.UNSUPPORTED, refusal.kind(), () -> Bench.told(refusal)),
                () -> assertEquals(Failure.Effect.NONE, refusal.effect(), () -> Bench.told(refusal)),
                () -> assertEquals(before, bench.list().machines().getFirst(), "the machine, which nobody changed"));
    }

    @Test
    default void marksAreRefusedWhereNoneReachesARunningMachine() {
        Bench bench = bench();
        Rules.appliesWhere(bench.grants.leases() != LeaseChannel.LIVE, "marks do not reach a running machine");
        Machine machine = bench.buysUp("able");
        refused(
                bench,
                "mark",
                () -> bench.cloud().mark(new TreeMap<>(Map.of(machine.name(), bench.leaseFromNow(true)))));
    }

    @Test
    default void startingAnAgentIsRefusedWhereItCannotBeDone() {
        Bench bench = bench();
        Rules.appliesWhere(!bench.grants.can(Capability.START_AGENT), "there is no START_AGENT");
        Machine machine = bench.buysUp("able");
        refused(
                bench,
                "startAgent",
                () -> bench.cloud().startAgent(machine, bench.purchase("any").agent()));
    }

    @Test
    default void stoppingAnAgentIsRefusedWhereItCannotBeDone() {
        Bench bench = bench();
        Rules.appliesWhere(!bench.grants.can(Capability.STOP_AGENT), "there is no STOP_AGENT");
        Machine machine = bench.buysUp("able");
        refused(bench, "stopAgent", () -> bench.cloud().stopAgent(machine));
    }
}
