package io.github.dynagents.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.World;
import io.github.dynagents.droneclient.DroneAgents;
import io.github.dynagents.droneclient.DroneServer;
import io.github.dynagents.testkit.drone.DroneAgentMain;
import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.DroneStatus;
import io.github.dynagents.testkit.drone.StageSpec;
import io.github.dynagents.testkit.drone.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On one host, over loopback: a Drone server, machines that are processes, agents that run what they are told. */
class BuildFarmTest {
    private static final String REPO = "octo/hello";
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void aBuildThatWaitsGetsAMachineWhichIsLetGoWhenNothingElseWaits() throws Exception {
        LetGo letGo = new LetGo();
        try (DroneHttpServer server = DroneHttpServer.builder().start();
                Machines cloud = LocalCloud.open(directory);
                DroneServer drone = client(server);
                BuildFarm farm = new BuildFarm(cloud, drone, letGo)) {
            server.addRepo(REPO);
            long build = server.enqueue(REPO, StageSpec.exec("default", StepSpec.run("hello", "echo hello")));
            farm.wake();

            server.awaitBuild(REPO, build, seen -> seen.status() == DroneStatus.SUCCESS, DEADLINE);

            assertThat(letGo.await()).as("the machine is proved gone").isTrue();
            assertThat(cloud.list().machines()).isEmpty();
        } finally {
            LocalCloud.releaseAll(directory);
        }
    }

    private static DroneServer client(DroneHttpServer server) {
        List<String> agent = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                DroneAgentMain.class.getName());
        DroneAgents linux = DroneAgents.builder("linux", Platform.LINUX_AMD64)
                .type("exec")
                .argv(agent)
                .slots(2)
                .build();
        return DroneServer.builder(
                        "drone", server.uri().toString(), server.adminToken(), server.rpcSecret(), List.of(linux))
                .pollInterval(Duration.ofSeconds(1))
                .build();
    }

    /** Waits until there has been a machine and there is none any more. */
    private static final class LetGo implements Autoscaler.Listener {
        private final CountDownLatch gone = new CountDownLatch(1);
        private boolean bought;

        @Override
        public void decided(World world, Plan plan, Cut cut) {
            if (bought && world.seats().isEmpty()) {
                gone.countDown();
            }
            bought |= !world.seats().isEmpty();
        }

        @Override
        public void failed(RuntimeException why) {
            throw new AssertionError("a tick failed", why);
        }

        boolean await() throws InterruptedException {
            return gone.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
