package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The policy that is printed is enough, and grants nothing on what is not the owner's. */
class RightsTest {
    @AutoClose
    private final Site site = new Site();

    private String policy() {
        try (Machines machines = site.open()) {
            return machines.permissions().orElseThrow();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void itIsJsonOfStatementsThatAllow() throws IOException {
        Map<String, Object> policy = (Map<String, Object>) Objects.requireNonNull(
                new Moshi.Builder().build().adapter(Object.class).fromJson(policy()));
        assertThat(policy).containsEntry("Version", "2012-10-17");
        assertThat((List<Map<String, Object>>) Objects.requireNonNull(policy.get("Statement")))
                .allSatisfy(statement -> assertThat(statement).containsEntry("Effect", "Allow"));
    }

    /** Each request that a life of a machine takes, and an examination, is of an action that it names. */
    @Test
    void itNamesAllThatIsUsed() throws Failure {
        site.gate.makeProfile("machines");
        site.account("secrets", "ssm").account("instance-profile", "machines").without("price");
        try (Machines machines = site.open()) {
            machines.offerings();
            Machine machine = machines.buy(site.purchase("ci-a", "c5.xlarge/eu-central-1a", "spot"));
            machines.list();
            machines.settle(site.purchase("ci-a"));
            machines.mark(new TreeMap<>(Map.of(machine.name(), machine.lease().orElseThrow())));
            machines.examine();
            machines.release(machine);
            site.pace.pass(Duration.ofHours(2));
            machines.tidy(new TreeSet<>());
        }
        String policy = policy();
        assertThat(site.gate.actions())
                .hasSizeGreaterThan(15)
                .filteredOn(action -> !action.equals("GetCallerIdentity")) // which needs none
                .allSatisfy(action -> assertThat(policy).contains(":" + action + "\""));
    }

    @Test
    void onlyWhatTheOwnerHasTaggedMayBeRenewedAndReleased() {
        assertThat(policy().replaceAll("\\s+", ""))
                .contains("\"aws:ResourceTag/dynagents-owner\":\"ci\"")
                .contains("\"aws:RequestTag/dynagents-owner\":\"ci\"");
    }

    @Test
    void whatIsNotConfiguredIsNotGranted() {
        assertThat(policy().toLowerCase(Locale.ROOT))
                .doesNotContain("ecs:")
                .doesNotContain("ssm:")
                .doesNotContain("passrole");
    }
}
