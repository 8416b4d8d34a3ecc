package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is wrong in an account is found before anything is bought, and by looking alone. */
interface ExaminingRules extends Rules {
    /** One that the cloud answers with, and one of the network, whose exceptions may tell what was sent. */
    Set<RawFault> FAULTS = EnumSet.of(RawFault.FORBIDDEN, RawFault.RESET_BEFORE);

    private static List<Finding> examines(Bench bench) {
        return bench.gets("examine", bench.cloud()::examine);
    }

    private static void breakAll(Bench bench, RawFault fault) {
        for (CallKind call : CallKind.values()) {
            if (bench.backend.faults(call).contains(fault)) {
                bench.backend.breaks(call, fault);
            }
        }
    }

    @Test
    default void nothingIsWrongWithAHealthyAccount() {
        List<Finding> wrong = examines(bench()).stream()
                .filter(finding -> finding.severity() == Finding.Severity.WRONG)
                .toList();
        assertEquals(List.of(), wrong, "what an examination found wrong, with nothing wrong at the backend");
    }

    @Test
    default void examiningBuysNothingAndReleasesNothing() {
        Bench bench = bench();
        Machine machine = bench.buys("lives-on");
        examines(bench);
        assertEquals(
                List.of(machine.nativeId()),
                bench.backend.billed().stream().map(BackendMachine::nativeId).toList(),
                "what is billed after an examination");
    }

    @Test
    default void permissionsAreToldWithoutACall() {
        Bench bench = bench();
        var before = bench.cloud().permissions();
        breakAll(bench, RawFault.FORBIDDEN);
        assertEquals(before, bench.reopen().permissions(), "permissions, while all is forbidden");
    }

    @Test
    default void findingsAndPermissionsTellNoSecret() {
        Bench bench = bench();
        tellsNoSecret(bench, bench.cloud().permissions().orElse("no permissions"));
        tellsNoSecret(bench, found(examines(bench)));
        for (RawFault fault : FAULTS) {
            breakAll(bench, fault);
            tellsNoSecret(
                    bench,
                    switch (bench.tries(bench.cloud()::examine)) {
                        case Answer.Value<List<Finding>> value -> found(value.value());
                        case Answer.Failed<List<Finding>> failed -> Bench.told(failed.failure());
                    });
            bench.backend.mend();
        }
    }

    private static String found(List<Finding> findings) {
        return Stream.concat(Stream.of("found"), findings.stream().map(Finding::toString))
                .reduce("", (all, one) -> all + one + "\n");
    }

    private static void tellsNoSecret(Bench bench, String told) {
        for (String secret : bench.secrets()) {
            assertFalse(told.contains(secret), () -> "a secret is told: " + told.replace(secret, "<HERE>"));
        }
    }
}
