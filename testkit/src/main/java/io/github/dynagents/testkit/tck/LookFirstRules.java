package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where nothing at the cloud makes a purchase once, one request is sent for each name, whatever becomes of it. */
interface LookFirstRules extends Rules {
    private Bench looksFirst() {
        Rules.appliesWhere(bench().grants.once() == Once.LOOK_FIRST, "a purchase is sent once");
        return bench();
    }

    private static void oneRequest(Bench bench, String name) {
        assertEquals(1, bench.backend.purchasesOf(name), () -> "requests that may make a machine named " + name);
    }

    @Test
    default void whoLooksFirstSendsOneRequestForANameThatIsAskedForTwice() {
        Bench bench = looksFirst();
        Purchase purchase = bench.purchase("twice");
        bench.buys(purchase);
        bench.tellsTheTruth(bench.triesToBuy(purchase));
        oneRequest(bench, "twice");
    }

    @Test
    default void whoLooksFirstSendsOneRequestForANameThatSixteenAskForAtOnce() {
        Bench bench = looksFirst();
        Purchase purchase = bench.purchase("crowd");
        Call<Machine> buy = () -> bench.cloud().buy(purchase);
        List<Answer<Machine>> answers = bench.pace.together(bench.backend.deadline(), Collections.nCopies(16, buy));
        oneRequest(bench, "crowd");
        answers.forEach(bench::tellsTheTruth);
    }

    /** Before the lag has passed nobody who was not there can know. */
    @Test
    default void whoLooksFirstSeesAfterReopeningWhatWasBought() {
        Bench bench = looksFirst();
        Purchase purchase = bench.purchase("again");
        bench.buys(purchase);
        bench.pace.pass(bench.grants.listLag());
        bench.reopen();
        if (bench.triesToBuy(purchase) instanceof Answer.Value<Machine> bought) {
            assertTrue(bench.isBilled(bought.value().nativeId()), "an answer is no machine of the backend");
        }
        oneRequest(bench, "again");
    }

    @TestFactory
    default Stream<DynamicTest> whoLooksFirstSendsOneRequestWhateverBecomesOfIt() {
        looksFirst();
        List<RawFault> faults = List.copyOf(bench().backend.faults(CallKind.BUY));
        return Rules.some(faults, "no purchase that fails").stream()
                .map(fault -> dynamicTest(fault.name(), () -> {
                    try (Bench bench = newBench()) {
                        Purchase purchase = bench.purchase("faulty");
                        bench.backend.breaks(CallKind.BUY, fault);
                        bench.triesToBuy(purchase);
                        bench.backend.mend();
                        bench.triesToBuy(purchase);
                        assertTrue(
                                bench.backend.purchasesOf("faulty") <= 1,
                                () -> bench.backend.purchasesOf("faulty") + " requests were sent");
                        bench.leavesNothing();
                    }
                }));
    }
}
