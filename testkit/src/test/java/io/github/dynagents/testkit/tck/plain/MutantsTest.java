package io.github.dynagents.testkit.tck.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.tck.ContractPage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who guards the guards: providers with one thing wrong are rejected, each by few tests, and the right one by none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    private Map<String, Trial> trials() throws Exception {
        if (trials.isEmpty()) {
            MutantCompiler compiler = new MutantCompiler();
            for (Mutant mutant : Mutants.ALL) {
                trials.put(mutant.name(), Trial.of(compiler.compile(mutant)));
            }
        }
        return trials;
    }

    @Test
    void theRightProviderPassesEverything() {
        Trial trial = Trial.of(new PlainFactory());

        assertThat(trial.failed()).isEmpty();
        assertThat(trial.skipped()).allMatch(why -> why.contains(": Assumption failed: does not apply: only where "));
        assertThat(trial.skipped().stream().map(why -> why.substring(0, why.indexOf(':'))))
                .as("tests that are skipped everywhere")
                .allMatch(trial.run()::contains);
    }

    @Test
    void everyMutantDiffersInFiveLinesAtMost() {
        assertThat(Mutants.ALL)
                .hasSizeGreaterThanOrEqualTo(24)
                .allSatisfy(mutant ->
                        assertThat(mutant.linesChanged()).as(mutant.name()).isBetween(1, 5));
    }

    @Test
    void everyMutantIsRejectedByOneToFourTests() throws Exception {
        assertThat(trials())
                .allSatisfy(
                        (mutant, trial) -> assertThat(trial.failed()).as(mutant).hasSizeBetween(1, 4));
    }

    @Test
    void thePageShowsWhichTestsRejectWhom() throws Exception {
        String table = trials().entrySet().stream()
                .map(row -> "| " + row.getKey() + " | "
                        + String.join("<br>", row.getValue().failed()) + " |\n")
                .collect(Collectors.joining("", "| a provider that | is rejected by |\n|---|---|\n", ""));
        ContractPage.shows("mutants", table);
    }

    @Test
    void aRandomRunThatGoesWrongIsToldAsAShortScriptWithItsSeed() throws Exception {
        String told = Optional.ofNullable(trials().get("fails to release what is gone"))
                .orElseThrow()
                .message("anyInterleavingOfCallsAndFaultsAgreesWithTheModel");

        assertThat(told).matches("(?s)seed \\d+ \\(again: -Ddynagents.seed=\\d+\\): release of \\S+ .* failed.*");
        assertThat(told.lines().skip(1)).hasSizeBetween(3, 5).first().asString().matches(" +1\\. BUY .*");
    }
}
