package io.github.dynagents.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon in a process of its own buys a machine and is killed. */
class DaemonKilledTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final MachineName NAME = new MachineName("m-1");

    @TempDir
    private Path directory;

    private final Account account = new Account();

    /** The daemon: buys a machine for a lease of so many seconds, then lives on. */
    static final class Daemon {
        private Daemon() {}

        public static void main(String[] args) throws Exception {
            AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                    .argv(List.of("sh", "-c", "exec sleep 1000"))
                    .build();
            Purchase purchase = new Purchase(
                    NAME,
                    "me",
                    "linux",
                    new OfferingId("local", "small"),
                    agent,
                    new Lease(Instant.now(), Duration.ofSeconds(Long.parseLong(args[1])), false),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Instant.now().plus(Duration.ofMinutes(5)));
            new Account().open(Path.of(args[0]), "me", 1).buy(purchase);
            new CountDownLatch(1).await();
        }
    }

    private void buyAndKillTheDaemon(int leaseSeconds) throws Exception {
        Process daemon = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Daemon.class.getName(),
                        directory.toString(),
                        String.valueOf(leaseSeconds))
                .inheritIO()
                .start();
        try {
            assertThat(Waiting.until(DEADLINE, () -> agent() == AgentState.RUNNING))
                    .as("the agent runs")
                    .isTrue();
        } finally {
            daemon.destroyForcibly().waitFor();
        }
    }

    @Test
    void theNextDaemonFindsItsMachineAndCanRenewAndReleaseIt() throws Exception {
        buyAndKillTheDaemon(3600);
        Machines next = account.open(directory, "me", 1);
        Machine found = next.list().machines().getFirst();
        assertThat(found.agent()).isEqualTo(AgentState.RUNNING);
        Lease longer = new Lease(Instant.ofEpochSecond(1_900_000_000), Duration.ofHours(2), false);
        assertThat(next.mark(new TreeMap<>(Map.of(NAME, longer)))).isEmpty();
        assertThat(next.list().machines().getFirst().lease()).contains(longer);
        next.release(found);
        assertThat(next.list().machines()).isEmpty();
    }

    @Test
    void withoutANextDaemonTheMachineEndsByItself() throws Exception {
        buyAndKillTheDaemon(3);
        Machines nobody = account.open(directory, "me", 1);
        List<ProcessId> processes =
                new AccountDirectory(directory).of(NAME).status().orElseThrow().processes();
        assertThat(processes).isNotEmpty();
        assertThat(Waiting.until(DEADLINE, () -> {
                    for (ProcessId process : processes) {
                        if (process.alive()) {
                            return false;
                        }
                    }
                    return true;
                }))
                .as("all processes of the machine are gone")
                .isTrue();
        assertThat(nobody.list().machines()).isEmpty();
    }

    private AgentState agent() throws IOException {
        return new AccountDirectory(directory)
                .of(NAME)
                .status()
                .map(Status::agent)
                .orElse(AgentState.NOT_SHOWN);
    }
}
