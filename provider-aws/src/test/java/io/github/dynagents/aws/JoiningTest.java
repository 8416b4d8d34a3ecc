package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Purchase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user data of a machine that joins a cluster. */
class JoiningTest {
    private static final Purchase PURCHASE = new Purchase(
            new MachineName("linux-1"),
            "test",
            "linux",
            new OfferingId("main", "default/c5.xlarge/eu-central-1a/spot"),
            Minder.program(),
            new Lease(Instant.EPOCH, Duration.ofMinutes(15), false),
            Duration.ofMinutes(90),
            Duration.ofHours(12),
            Instant.MAX);
    private static final MarkChannel CHANNEL = MarkChannel.ec2Tag(Tags.LEASE);
    private static final Host HOST = Minder.joining("ci", PURCHASE, "0f1e");

    @TempDir
    private Path directory;

    private static String userData() {
        return BootScript.userData(PURCHASE, CHANNEL, HOST, 16 * 1024);
    }

    @Test
    void theMachineConfiguresItsEcsAgent() throws Exception {
        String prepare = Gate.all("\nprepare\\(\\) \\{\n(.*?)\n\\}\n", BootScript.scriptIn(userData()))
                .getFirst();
        assertThat(Tools.printed(
                        "sh",
                        "-c",
                        prepare.replace("/etc/ecs", directory.resolve("ecs").toString())))
                .isEmpty();
        assertThat(Files.readAllLines(directory.resolve("ecs/ecs.config")))
                .containsExactly(
                        "ECS_CLUSTER=ci",
                        "ECS_CONTAINER_STOP_TIMEOUT=5400s",
                        "ECS_AWSVPC_BLOCK_IMDS=true",
                        "ECS_ENABLE_SPOT_INSTANCE_DRAINING=false",
                        "ECS_INSTANCE_ATTRIBUTES={\"dynagents-name\":\"linux-1\",\"dynagents-owner\":\"test\"}");
    }

    @Test
    void itsScriptAndItsMinderHaveNoFinding() throws Exception {
        Tools.need("shellcheck");
        for (String text : List.of(
                BootScript.render(PURCHASE, CHANNEL, HOST),
                Minder.program().argv().getLast())) {
            Path file = Files.writeString(directory.resolve("script"), text);
            assertThat(Tools.printed("shellcheck", "--shell=sh", file.toString()))
                    .isEmpty();
        }
    }

    @Test
    void thereIsRoomForMore() {
        assertThat(userData().length()).isLessThan(12 * 1024);
    }
}
