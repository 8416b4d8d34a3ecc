package io.github.dynagents.testkit.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.testkit.tck.ContractPage;
import io.github.dynagents.testkit.tck.plain.Trial;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients with one thing wrong are rejected, each by few tests, and the right one by none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiMutantsTest {
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    private Map<String, Trial> trials() {
        if (trials.isEmpty()) {
            CiMutants.ALL.forEach((name, client) -> trials.put(name, tried(client)));
        }
        return trials;
    }

    private static Trial tried(Function<FakeCiServer, CiServer> client) {
        FakeCiBackend.opens = client;
        try {
            return Trial.of(FakeDroneContractTest.class, FakeWoodpeckerContractTest.class, FakePlainContractTest.class);
        } finally {
            FakeCiBackend.opens = FakeCiServer::open;
        }
    }

    @Test
    void theRightClientPassesEverything() {
        assertThat(tried(FakeCiServer::open).failed()).isEmpty();
    }

    @Test
    void everyMutantIsRejectedByOneToFourTests() {
        assertThat(trials())
                .allSatisfy(
                        (mutant, trial) -> assertThat(trial.failed()).as(mutant).hasSizeBetween(1, 4));
    }

    @Test
    void thePageShowsWhichTestsRejectWhom() throws IOException {
        String table = trials().entrySet().stream()
                .map(row -> "| " + row.getKey() + " | "
                        + String.join("<br>", row.getValue().failed()) + " |\n")
                .collect(Collectors.joining("", "| a client that | is rejected by |\n|---|---|\n", ""));
        ContractPage.shows("wrong clients", table);
    }
}
