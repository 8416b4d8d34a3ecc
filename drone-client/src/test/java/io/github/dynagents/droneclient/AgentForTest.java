package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentForTest {
    private static final MachineName NAME = new MachineName("linux-abc123");

    @Test
    void aDockerRunnerHasTheUsualImageAndSocket() {
        AgentSpec spec = spec("https://drone.example.com", AMD64);

        assertThat(spec.onTerm()).isEqualTo(OnTerm.FINISHES_JOBS);
        assertThat(spec.image()).contains("drone/drone-runner-docker:1");
        assertThat(spec.mounts()).containsExactly("/var/run/docker.sock");
        assertThat(spec.env())
                .isEqualTo(Map.of(
                        "DRONE_RPC_PROTO", "https",
                        "DRONE_RPC_HOST", "drone.example.com",
                        "DRONE_RUNNER_NAME", "linux-abc123",
                        "DRONE_RUNNER_CAPACITY", "1"));
        assertThat(spec.secrets()).isEqualTo(Map.of("DRONE_RPC_SECRET", new Secret("rpc-s3cret")));
        assertThat(spec.toString()).doesNotContain("rpc-s3cret");
    }

    @Test
    void whatTheProfileSaysIsWhatTheRunnerTells() {
        DroneAgents agents = DroneAgents.builder("linux", new Platform("linux", "arm64", "v8", ""))
                .type("exec")
                .slots(3)
                .labels(Labels.of(Map.of("size", "big", "disk", "fast")))
                .argv(List.of("/usr/bin/drone-runner-exec", "daemon"))
                .env(Map.of("DRONE_HTTP_BIND", "127.0.0.1:0"))
                .secrets(Map.of("DRONE_UI_PASSWORD", new Secret("x")))
                .build();

        AgentSpec spec = spec("http://10.0.0.5:8080/drone/", agents);

        assertThat(spec.image()).isEmpty();
        assertThat(spec.argv()).containsExactly("/usr/bin/drone-runner-exec", "daemon");
        assertThat(spec.mounts()).isEmpty();
        assertThat(spec.slots()).isEqualTo(3);
        assertThat(spec.env())
                .containsEntry("DRONE_RPC_PROTO", "http")
                .containsEntry("DRONE_RPC_HOST", "10.0.0.5:8080/drone")
                .containsEntry("DRONE_RUNNER_CAPACITY", "3")
                .containsEntry("DRONE_RUNNER_LABELS", "disk:fast,size:big")
                .containsEntry("DRONE_PLATFORM_VARIANT", "v8")
                .containsEntry("DRONE_HTTP_BIND", "127.0.0.1:0")
                .doesNotContainKey("DRONE_PLATFORM_KERNEL");
        assertThat(spec.secrets()).containsOnlyKeys("DRONE_RPC_SECRET", "DRONE_UI_PASSWORD");
    }

    @Test
    void runnersMayCallTheServerByAnotherAddress() {
        try (DroneServer drone = drone("http://127.0.0.1:8080", AMD64)
                .runnersConnectTo("https://[2001:db8::1]:8443")
                .build()) {
            AgentSpec spec = drone.agentFor(NAME, "linux", Optional.empty());

            assertThat(spec.env())
                    .containsEntry("DRONE_RPC_PROTO", "https")
                    .containsEntry("DRONE_RPC_HOST", "[2001:db8::1]:8443");
        }
    }

    @Test
    void anUnknownPoolIsRefused() {
        try (DroneServer drone = drone("http://127.0.0.1:8080", AMD64).build()) {
            assertThat(assertThrows(
                            IllegalArgumentException.class, () -> drone.agentFor(NAME, "lunix", Optional.empty())))
                    .hasMessageContaining("[linux]")
                    .hasMessageContaining("\"lunix\"");
        }
    }

    @Test
    void whatNoRunnerCouldBeIsRefused() {
        assertThat(refused(builder().slots(0))).contains("at least one slot");
        assertThat(refused(builder().type("exec"))).contains("argv such as [/usr/local/bin/drone-runner-exec, daemon]");
        assertThat(refused(builder().labels(Labels.of(Map.of("a", "b,c"))))).contains("k:v,k:v");
        assertThat(refused(builder().labels(Labels.of(Map.of("a:b", "c"))))).contains("k:v,k:v");
        assertThat(refused(builder().env(Map.of("DRONE_RPC_HOST", "x")))).contains("must not set DRONE_RPC_HOST");
        assertThat(refused(builder().secrets(Map.of("DRONE_RPC_SECRET", new Secret("x")))))
                .contains("must not set DRONE_RPC_SECRET");
        assertThat(refused(builder().env(Map.of("A", "x")).secrets(Map.of("A", new Secret("y")))))
                .contains("A both openly and as a secret");
        assertThat(refused(builder().kind(""))).contains("must not be empty");
    }

    @Test
    void whatNoServerCouldBeIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> drone("http://h", AMD64, AMD64).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> drone("http://h").callTimeout(Duration.ZERO).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> drone("http://h").pollInterval(Duration.ofSeconds(-1)).build());
    }

    @Test
    void whatItCanDoIsAlwaysTheSame() {
        try (DroneServer drone =
                drone("http://h", AMD64).pollInterval(Duration.ofSeconds(7)).build()) {
            assertThat(drone.capabilities().restart()).isTrue();
            assertThat(drone.capabilities().cordon()).isFalse();
            assertThat(drone.capabilities().listsAgents()).isFalse();
            assertThat(drone.capabilities().ownSecrets()).isFalse();
            assertThat(drone.capabilities().queueEvery()).isEqualTo(Duration.ofSeconds(7));
            assertThat(drone.nextQueueIn()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    private static AgentSpec spec(String address, DroneAgents agents) {
        try (DroneServer drone = drone(address, agents).build()) {
            return drone.agentFor(NAME, "linux", Optional.empty());
        }
    }

    private static DroneAgents.Builder builder() {
        return DroneAgents.builder("linux", Platform.LINUX_AMD64);
    }

    private static String refused(DroneAgents.Builder builder) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
}
