package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account in mode {@code ecs} over moto, and what a test does with it. */
final class EcsSite implements AutoCloseable {
    static final String OWNER = "ci.example";

    final EcsBackend backend = new EcsBackend();
    final Machines machines;

    EcsSite() {
        AwsMachinesFactory factory = new AwsMachinesFactory();
        machines = factory.open(
                Settings.read(factory.accountOptions(), backend.account()),
                new TreeMap<>(Map.of("default", Settings.read(factory.templateOptions(), backend.template()))),
                TestContext.of("main", OWNER, backend.pace()::now));
    }

    /** One with a command and an environment, and a secret in it. */
    AgentSpec agent() {
        return backend.agent().toBuilder()
                .argv(List.of("agent", "run"))
                .env(Map.of("AGENT_COLOUR", "teal"))
                .secrets(Map.of("AGENT_SECRET", new Secret("s3cret")))
                .mounts(List.of("/var/run/docker.sock"))
                .build();
    }

    Purchase purchase(String name, AgentSpec agent) throws Failure {
        Duration life = Duration.ofHours(12);
        return new Purchase(
                new MachineName(name),
                OWNER,
                "linux",
                machines.offerings().getFirst().id(),
                agent,
                new Lease(backend.pace().now(), life, false),
                Duration.ofMinutes(90),
                life,
                backend.pace().now().plus(Duration.ofMinutes(1)));
    }

    Machine buys(String name) throws Failure {
        return machines.buy(purchase(name, agent()));
    }

    /** What a task was told when it was started. */
    String overrides(String task) {
        return backend.ecs("DescribeTasks", Map.of("cluster", EcsBackend.CLUSTER, "tasks", List.of(task)));
    }

    /** The tasks that run on a machine. */
    List<String> tasks(Machine machine) {
        return backend.tasks(backend.containerInstance(machine.nativeId()));
    }

    private Machine shown(Machine machine) throws Failure {
        return machines.list().machines().stream()
                .filter(each -> each.name().equals(machine.name()))
                .findFirst()
                .orElseThrow();
    }

    AgentState agentOf(Machine machine) throws Failure {
        return shown(machine).agent();
    }

    MachineState stateOf(Machine machine) throws Failure {
        return shown(machine).state();
    }

    @Override
    public void close() {
        machines.close();
        backend.close();
    }
}
