package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user data of a purchase, run for real, with Docker, power-off and the metadata service stood in for. Needs root on Linux. */
class BootedInstanceTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final AgentSpec AGENT = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
            .image("drone/drone-runner-docker:1")
            .env(Map.of("DRONE_RUNNER_NAME", "m-1", "GREETING", "it's \"here\"\nand $HOME"))
            .secrets(Map.of("DRONE_RPC_SECRET", new Secret("rpc-secret-invented")))
            .mounts(List.of("/var/run/docker.sock"))
            .build();

    @TempDir
    private Path directory;

    @AutoClose
    private BootedInstance instance;

    @BeforeEach
    void oneCanBeHad() throws Exception {
        BootedInstance.canBeHad();
        instance = new BootedInstance(directory);
    }

    @Test
    void theAgentsContainerIsStartedWithItsEnvironment() throws Exception {
        boot(LONG, Map.of()).awaitEvent("started");
        assertThat(instance.events())
                .containsExactly(
                        "docker run --rm --name dynagents-agent --env DRONE_RUNNER_NAME --env GREETING --env"
                                + " DRONE_RPC_SECRET --volume /var/run/docker.sock:/var/run/docker.sock"
                                + " drone/drone-runner-docker:1",
                        "started");
        assertThat(instance.environment())
                .contains(
                        "DRONE_RUNNER_NAME=m-1",
                        "DRONE_RPC_SECRET=rpc-secret-invented",
                        "GREETING=it's \"here\"",
                        "and $HOME");
    }

    @Test
    void aMarkThatMovesKeepsItAliveAndOneThatDoesNotMovePowersItOff() throws Exception {
        boot(SHORT, Map.of()).awaitEvent("started");
        for (int moves = 1; instance.age()[0] < SHORT.toMillis() / 10 * 3; moves++) {
            instance.await("some time passes", () -> !instance.isUp() || instance.age()[1] > 40);
            long unmoved = instance.age()[1];
            instance.tag(lease(SHORT, moves, false));
            instance.await("the mark is read", () -> !instance.isUp() || instance.age()[1] < unmoved);
            assertThat(instance.isUp()).as(instance.console()).isTrue();
        }

        instance.awaitOff();
        assertThat(instance.console()).contains("ending, because its lease ran out");
        assertThat(instance.events()).endsWith("term", "poweroff").containsOnlyOnce("term");
    }

    @Test
    void aDrainMarkSendsTheContainerOneTermAndTheMachineStays() throws Exception {
        boot(LONG, Map.of()).awaitEvent("started");
        instance.tag(lease(LONG, 1, true));
        instance.awaitEvent("term");
        instance.tag(lease(LONG, 2, true));
        long then = instance.age()[0];
        instance.await("it goes on for some turns", () -> instance.age()[0] > then + 100);
        assertThat(instance.events()).containsOnlyOnce("term").doesNotContain("poweroff");
        assertThat(instance.isUp()).isTrue();
    }

    @Test
    void anInterruptionNoticeEndsIt() throws Exception {
        boot(LONG, Map.of("drain-on-rebalance", false)).awaitEvent("started");
        instance.shows("spot/instance-action", """
                {"action": "terminate", "time": "2026-09-18T08:22:00Z"}""");
        endsAsItsCloudTakesItBack();
    }

    @Test
    void aRebalanceRecommendationEndsItUnlessItsTemplateSaysNo() throws Exception {
        boot(LONG, Map.of()).awaitEvent("started");
        instance.shows("events/recommendations/rebalance", """
                {"noticeTime": "2026-11-25T08:22:00Z"}""");
        endsAsItsCloudTakesItBack();
    }

    @Test
    void oneWhoseTemplateSaysSoGoesOnAfterARebalanceRecommendation() throws Exception {
        boot(LONG, Map.of("drain-on-rebalance", false)).awaitEvent("started");
        instance.shows("events/recommendations/rebalance", """
                {"noticeTime": "2026-11-25T08:22:00Z"}""");
        long then = instance.age()[0];
        instance.await("it goes on for some turns", () -> instance.age()[0] > then + 100);
        assertThat(instance.events()).doesNotContain("term", "poweroff");
    }

    private void endsAsItsCloudTakesItBack() throws Exception {
        instance.awaitOff();
        assertThat(instance.console()).contains("ending, because its cloud takes it back");
        assertThat(instance.events()).endsWith("term", "poweroff").containsOnlyOnce("term");
    }

    private BootedInstance boot(Duration ttl, Map<String, Object> options) throws Exception {
        Map<String, Object> all = new TreeMap<>(options);
        all.put("types", List.of("c5.large"));
        Template template = Template.read("small", Settings.read(Template.options(), all));
        Purchase purchase = new Purchase(
                new MachineName("m-1"),
                "test",
                "pool",
                new OfferingId("account", "small/c5.large/us-east-1a/spot"),
                AGENT,
                lease(ttl, 0, false),
                Duration.ofMinutes(1),
                Duration.ofHours(10),
                Instant.MAX);
        Host quick = Host.machine().times(new WatchdogTimes(Duration.ofMillis(200), Duration.ofMinutes(1)));
        instance.boot(UserData.of(purchase, template, quick), purchase.lease());
        return instance;
    }

    private static Lease lease(Duration ttl, int moves, boolean drains) {
        return new Lease(Instant.ofEpochSecond(1_800_000_000L + moves), ttl, drains);
    }
}
