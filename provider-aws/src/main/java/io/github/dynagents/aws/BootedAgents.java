package io.github.dynagents.aws;

import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Mode {@code ec2}: a machine's own script starts the agent, and nobody else sees it. */
final class BootedAgents implements Agents {
    /** The image may be one that joins a cluster of ECS by itself. */
    private static final String NO_ECS = "systemctl mask --now --no-block ecs >/dev/null 2>&1 || true";

    private final Setup setup;
    private final Parameters parameters;

    BootedAgents(Setup setup, Parameters parameters) {
        this.setup = setup;
        this.parameters = parameters;
    }

    @Override
    public List<Capability> can() {
        return List.of(Capability.RESTART_AGENT, Capability.SHOWS_INTERRUPTION);
    }

    @Override
    public String userData(Purchase purchase, Template template) throws Failure {
        Host host = Host.machine().prepared(NO_ECS);
        return UserData.of(
                purchase,
                template,
                fetchesSecrets(purchase)
                        ? host.secretsFrom(UserData.fetching(setup.region(), parameters.name(purchase.name()), ssm()))
                        : host);
    }

    private String ssm() {
        return setup.endpoint()
                .map(URI::toString)
                .orElseGet(() -> "https://" + SsmClient.serviceMetadata().endpointFor(Region.of(setup.region())));
    }

    private boolean fetchesSecrets(Purchase purchase) {
        return setup.secretsInParameters() && !purchase.agent().secrets().isEmpty();
    }

    @Override
    public void prepare(Purchase purchase) throws Failure {
        if (fetchesSecrets(purchase)) {
            parameters.keep(purchase.name(), purchase.agent().secrets());
        }
    }

    @Override
    public Map<String, Shown> shown(List<Instance> instances) {
        return Map.of();
    }

    @Override
    public Shown unseen() {
        return new Shown(true, AgentState.NOT_SHOWN);
    }

    @Override
    public void start(Machine machine, AgentSpec agent) throws Failure {
        throw Failure.unsupported("startAgent");
    }

    @Override
    public void stop(Machine machine) throws Failure {
        throw Failure.unsupported("stopAgent");
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        if (setup.secretsInParameters()) {
            parameters.tidy(alive);
        }
    }
}
