package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Leases and drains reach machines that are there, and the answer tells which are not. */
interface MarkRules extends Rules {
    private Bench live() {
        Rules.appliesWhere(bench().grants.leases() == LeaseChannel.LIVE, "marks reach a running machine");
        return bench();
    }

    private static SortedMap<MachineName, Failure> mark(Bench bench, Map<MachineName, Lease> leases) {
        return bench.gets("mark", () -> bench.cloud().mark(new TreeMap<>(leases)));
    }

    private static void marks(Bench bench, Machine machine, Lease lease) {
        assertEquals(Map.of(), mark(bench, Map.of(machine.name(), lease)), "what could not be marked");
    }

    private static Optional<String> shownMark(Bench bench, Machine machine) {
        return bench.listed(machine.name()).flatMap(Machine::lease).map(Lease::mark);
    }

    @Test
    default void aMarkIsShownByTheList() {
        Bench bench = live();
        Machine machine = bench.buysUp("marked");
        Lease lease = bench.leaseFromNow(false);
        marks(bench, machine, lease);
        marks(bench, machine, lease);
        bench.pace.pass(bench.grants.listLag());
        assertEquals(Optional.of(lease.mark()), shownMark(bench, machine), "the mark, set twice");
    }

    @Test
    default void aMarkReachesTheMachineInTime() {
        Bench bench = live();
        Machine machine = bench.buysUp("marked");
        Lease lease = bench.leaseFromNow(false);
        marks(bench, machine, lease);
        bench.pace.pass(bench.grants.markReaches());
        assertEquals(lease.mark(), bench.backend.markOnMachine(machine.nativeId()), "the mark that the machine sees");
    }

    @Test
    default void aDrainIsMarkedAndTakenBack() {
        Bench bench = live();
        Machine machine = bench.buysUp("drained");
        Lease drain = bench.leaseFromNow(true);
        for (Lease lease : List.of(drain, drain.withDraining(false))) {
            marks(bench, machine, lease);
            bench.pace.pass(bench.grants.listLag().plus(bench.grants.markReaches()));
            assertEquals(Optional.of(lease.mark()), shownMark(bench, machine), "the mark that the list shows");
        }
    }

    @Test
    default void manyAreMarkedAtOnce() {
        Bench bench = live();
        SortedMap<MachineName, Lease> leases = new TreeMap<>();
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Machine machine = bench.buys("many-" + i);
            machines.add(machine);
            leases.put(machine.name(), bench.leaseFromNow(i % 2 == 0));
            bench.pace.pass(Duration.ofSeconds(1));
        }
        bench.pace.pass(bench.grants.listLag());
        assertEquals(Map.of(), mark(bench, leases), "what could not be marked");
        bench.pace.pass(bench.grants.listLag());
        for (Machine machine : machines) {
            String mark = Optional.ofNullable(leases.get(machine.name()))
                    .orElseThrow()
                    .mark();
            assertEquals(Optional.of(mark), shownMark(bench, machine), () -> "the mark of " + machine.name());
        }
    }

    @Test
    default void whatIsGoneIsToldAndTheOthersAreMarked() {
        Bench bench = live();
        Machine here = bench.buys("here");
        Machine gone = bench.buys("gone");
        bench.pace.pass(bench.grants.listLag());
        bench.backend.vanish(gone.nativeId());
        bench.pace.pass(bench.grants.listLag());
        Lease lease = bench.leaseFromNow(true);
        MachineName never = new MachineName("never-bought");
        SortedMap<MachineName, Failure> failures =
                mark(bench, Map.of(here.name(), lease, gone.name(), lease, never, lease));
        assertEquals(List.of(gone.name(), never), List.copyOf(failures.keySet()), "those that could not be marked");
        failures.forEach((name, failure) ->
                assertEquals(Failure.Kind.INVALID, failure.kind(), () -> name + ": " + Bench.told(failure)));
        bench.pace.pass(bench.grants.listLag());
        assertEquals(Optional.of(lease.mark()), shownMark(bench, here), "the mark of the one that is there");
    }

    @Test
    default void aMarkChangesNothingElse() {
        Bench bench = live();
        Machine before = bench.buysUp("unchanged");
        marks(bench, before, bench.leaseFromNow(false));
        bench.pace.pass(bench.grants.listLag());
        Machine after = bench.listed(before.name()).orElseThrow();
        assertEquals(before.nativeId(), after.nativeId(), "the native id");
        assertEquals(before.pool(), after.pool(), "the pool");
        assertEquals(before.created(), after.created(), "the beginning of its bill");
        assertTrue(bench.isBilled(before.nativeId()), "the machine is gone");
    }
}
