package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {
    private static final String AGENTS = "the-agents-own-secret";

    private static Purchase purchase(Site site) {
        return site.purchase("ci-a")
                .withAgent(Site.agent(Map.of()).toBuilder()
                        .secrets(Map.of("RPC_SECRET", new Secret(AGENTS)))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(
            value = RawFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TIMEOUT_BEFORE", "TIMEOUT_AFTER"})
    void noFailureShowsTheTokenOrTheAgentsSecret(RawFault fault) throws IOException {
        try (Site site = new Site();
                Machines machines = site.open()) {
            site.fake.trouble().breaks(CallKind.BUY, fault);
            StringWriter trace = new StringWriter();
            Failure failure = Site.failure(() -> machines.buy(purchase(site)));
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(FakeDigitalOcean.TOKEN, AGENTS, "Bearer");
        }
    }

    @Test
    void theSecretReachesTheMachineAlone() throws IOException, Failure {
        try (Site site = new Site();
                Machines machines = site.open()) {
            String shown = machines.buy(purchase(site)) + machines.list().toString() + machines;
            assertThat(shown).doesNotContain(FakeDigitalOcean.TOKEN, AGENTS);
            assertThat(BootScript.scriptIn(site.fake.account().billed().getFirst().userData))
                    .contains(AGENTS)
                    .doesNotContain(FakeDigitalOcean.TOKEN);
        }
    }

    /** Even with everything turned on, as who embeds this module might. */
    @Test
    void noLibraryLogsThem() throws IOException, Failure {
        RecordedLogs.LINES.clear();
        try (Site site = new Site();
                Machines machines = site.open()) {
            machines.release(machines.buy(purchase(site)));
        }
        assertThat(RecordedLogs.LINES)
                .anyMatch(line -> line.contains("DELETE"))
                .noneMatch(line -> line.contains(FakeDigitalOcean.TOKEN) || line.contains(AGENTS));
    }
}
