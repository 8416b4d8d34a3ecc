package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Parameters, secrets and the like end with their machines, and not before. */
interface TidyRules extends Rules {
    Duration OLD = Duration.ofMinutes(61);

    private static void tidies(Bench bench, Machine... alive) {
        SortedSet<MachineName> names = new TreeSet<>();
        for (Machine machine : alive) {
            names.add(machine.name());
        }
        bench.does("tidy", () -> bench.cloud().tidy(names));
    }

    @Test
    default void sideResourcesOfTheDeadAreGone() {
        Bench bench = bench();
        Machine dead = bench.buys("dead");
        bench.pace.pass(bench.grants.listLag());
        bench.releasesForGood(dead);
        bench.pace.pass(OLD);
        tidies(bench);
        assertEquals(Set.of(), bench.backend.sideResources(), "side resources that are left");
    }

    @Test
    default void sideResourcesOfTheLivingStay() {
        Bench bench = bench();
        Machine living = bench.buys("living");
        SortedSet<String> before = new TreeSet<>(bench.backend.sideResources());
        bench.pace.pass(OLD);
        tidies(bench, living);
        assertEquals(before, bench.backend.sideResources(), "side resources, of which none was of the dead");
    }

    /** A purchase under way is not in the set of those that live. */
    @Test
    default void sideResourcesThatAreYoungerThanAnHourStay() {
        Bench bench = bench();
        bench.buys("young");
        SortedSet<String> before = new TreeSet<>(bench.backend.sideResources());
        bench.pace.pass(Duration.ofMinutes(58));
        tidies(bench);
        assertEquals(before, bench.backend.sideResources(), "side resources, of which all are young");
    }

    @Test
    default void tidyingUpTwiceIsNoFailure() {
        Bench bench = bench();
        Machine machine = bench.buys("tidied");
        bench.pace.pass(OLD);
        tidies(bench, machine);
        tidies(bench, machine);
        assertTrue(bench.isBilled(machine.nativeId()), "the machine is gone");
    }
}
