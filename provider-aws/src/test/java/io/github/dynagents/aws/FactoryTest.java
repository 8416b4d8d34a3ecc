package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are refused by name, before anything is asked. */
class FactoryTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    private final Map<String, Object> account = new TreeMap<>(Map.of("region", "eu-central-1"));
    private final Map<String, Object> template = new TreeMap<>(Map.of("types", List.of("c5.xlarge")));

    private Machines open() {
        AwsMachinesFactory factory = new AwsMachinesFactory();
        return factory.open(
                Settings.read(factory.accountOptions(), account),
                new TreeMap<>(Map.of("small", Settings.read(factory.templateOptions(), template))),
                Site.context(CLOCK));
    }

    private void refused(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "region, Frankfurt, option \"region\" must be a region such as eu-central-1",
        "mode, fargate, 'option \"mode\" must be ec2 or ecs, not \"fargate\"'",
        "secrets, vault, option \"secrets\" must be user-data or ssm",
        "endpoint, http://aws.example.com, 'option \"endpoint\" must be https://…, or http:// on this host'",
        "endpoint, https://me@aws.example.com, option \"endpoint\" must be a plain address",
        "cluster, builds, option \"cluster\" needs mode: ecs",
        "mode, ecs, option \"cluster\" is needed with mode: ecs",
        "secrets, ssm, option \"instance-profile\" is needed with secrets: ssm",
        "instance-profile, arn:aws:iam::1:instance-profile/x, option \"instance-profile\" must be a name; no ARN",
        "access-key, AKIAEXAMPLE, option \"secret-key\" goes with access-key"
    })
    void ofAnAccount(String option, String value, String message) {
        account.put(option, value);
        refused(message);
    }

    @Test
    void secretsInParametersWhereMachinesHaveNone() {
        account.putAll(Map.of("mode", "ecs", "cluster", "builds", "instance-profile", "machines", "secrets", "ssm"));
        refused("option \"secrets\" cannot be ssm with mode: ecs");
    }

    @Test
    void twoLoginsAtOnce() {
        account.putAll(Map.of("profile", "work", "access-key", "AKIAEXAMPLE", "secret-key", new Secret("very-secret")));
        refused("option \"profile\" cannot be given with access-key");
    }

    @Test
    void subnetsThatAreNone() {
        account.put("subnets", List.of("vpc-1"));
        refused("option \"subnets\" must be ids: subnet-…");
    }

    @ParameterizedTest
    @CsvSource({
        "image, ubuntu, option \"image\" must be ami-… or ssm:/the/name/of/a/parameter",
        "credits, some, option \"credits\" must be unlimited or standard",
        "volume-type, io9, option \"volume-type\" must be one of"
    })
    void ofATemplate(String option, String value, String message) {
        template.put(option, value);
        refused("template \"small\": " + message);
    }

    @Test
    void typesThatAreNone() {
        template.put("types", List.of("large"));
        refused("option \"types\" must be types such as c7i.xlarge: [large]");
    }

    @Test
    void capacityThatIsNone() {
        template.put("capacity", List.of("spot", "reserved"));
        refused("option \"capacity\" must be spot, on-demand or both, not \"reserved\"");
    }

    @Test
    void aSpotPriceOfNothing() {
        template.put("max-spot-price", Money.ZERO);
        refused("option \"max-spot-price\" must be more than zero");
    }

    @Test
    void anAccountWithoutTemplatesCanBeReaped() {
        AwsMachinesFactory factory = new AwsMachinesFactory();
        try (Machines machines =
                factory.open(Settings.read(factory.accountOptions(), account), new TreeMap<>(), Site.context(CLOCK))) {
            assertThat(machines.permissions()).isPresent();
        }
    }
}
