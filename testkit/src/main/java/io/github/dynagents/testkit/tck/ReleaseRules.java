package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A released machine stops costing money in time, and only that one. */
interface ReleaseRules extends Rules {
    @Test
    default void aReleasedMachineIsGoneWithinTheTimeThatIsPromised() {
        Bench bench = bench();
        Machine machine = bench.buysUp("released");
        bench.releases(machine);
        bench.pace.pass(bench.grants.removedWithin());
        assertFalse(bench.isBilled(machine.nativeId()), "it is billed still");
        bench.pace.pass(bench.grants.listLag());
        assertEquals(List.of(), bench.listed(), "the list");
    }

    @Test
    default void aMachineThatHasNotComeUpYetIsReleasedToo() {
        Bench bench = bench();
        Machine machine = bench.buys("early");
        bench.releases(machine);
        bench.pace.pass(bench.grants.removedWithin());
        assertFalse(bench.isBilled(machine.nativeId()), "it is billed still");
    }

    @Test
    default void aMachineCanBeReleasedAgainAndAgain() {
        Bench bench = bench();
        Machine machine = bench.buys("again");
        bench.pace.pass(bench.grants.listLag());
        bench.releases(machine);
        bench.releases(machine);
        bench.pace.pass(bench.grants.removedWithin().plus(bench.grants.listLag()));
        bench.releases(machine);
        assertFalse(bench.isBilled(machine.nativeId()), "it is billed still");
    }

    @Test
    default void toReleaseWhatIsGoneAlreadyIsSuccess() {
        Bench bench = bench();
        Machine machine = bench.buys("gone");
        bench.pace.pass(bench.grants.listLag());
        bench.backend.vanish(machine.nativeId());
        bench.pace.pass(bench.grants.listLag());
        bench.releases(machine);
    }

    @Test
    default void onlyTheMachineOfThatNameIsReleased() {
        Bench bench = bench();
        Machine shortest = bench.buys("web");
        List<Machine> longer = List.of(bench.buys("web-1"), bench.buys("web-10"), bench.buys("my-web"));
        bench.pace.pass(bench.grants.listLag());
        bench.releases(shortest);
        bench.pace.pass(bench.grants.removedWithin());
        assertEquals(List.of("my-web", "web-1", "web-10"), names(bench), "what is billed");
        bench.releases(longer.getFirst());
        bench.pace.pass(bench.grants.removedWithin());
        assertEquals(List.of("my-web", "web-10"), names(bench), "what is billed");
    }

    private static List<String> names(Bench bench) {
        return bench.backend.billed().stream()
                .map(BackendMachine::name)
                .sorted()
                .toList();
    }

    @Test
    default void toReleaseWhatNeverWasReleasesNothingElse() {
        Bench bench = bench();
        Machine stays = bench.buys("stays");
        bench.pace.pass(bench.grants.listLag());
        for (String id : List.of("", "0", "no-such-machine", "../" + stays.nativeId(), "*")) {
            Machine nowhere = Machine.builder(new MachineName("nowhere"), id, bench.pace.now())
                    .build();
            bench.triesTo(() -> bench.cloud().release(nowhere));
        }
        bench.pace.pass(bench.grants.removedWithin());
        assertEquals(List.of("stays"), names(bench), "what is billed");
    }

    @Test
    default void aPurchaseOfWhatWasReleasedIsNotFoundOnceItIsGone() {
        Bench bench = bench();
        Purchase purchase = bench.purchase("over");
        Machine machine = bench.buys(purchase);
        bench.pace.pass(bench.grants.listLag());
        bench.releasesForGood(machine);
        Settled settled = bench.settles(purchase);
        assertEquals(true, settled.machine().isEmpty(), () -> "settle says: " + settled);
    }
}
