package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Asks EC2 whether it would do what is needed, and does nothing. */
final class DryRuns {
    private static final MachineName NAME = new MachineName("dynagents-dry-run");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Context context;
    private final Clients clients;
    private final Exchange exchange;
    private final Orders orders;
    private final Instances instances;

    DryRuns(Context context, Clients clients, Exchange exchange, Orders orders, Instances instances) {
        this.context = context;
        this.clients = clients;
        this.exchange = exchange;
        this.orders = orders;
        this.instances = instances;
    }

    /** Whether such a machine could be bought, as far as EC2 can tell before. */
    void buy(Kind kind) throws Failure {
        Instant now = context.clock().instant();
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .image("example/agent")
                .build();
        Purchase purchase = new Purchase(
                NAME,
                context.owner(),
                "dry-run",
                kind.id(context.account()),
                agent,
                new Lease(now.plus(HOUR), HOUR, false),
                HOUR,
                HOUR,
                now.plus(HOUR));
        RunInstancesRequest order = orders.request(purchase);
        would(
                "a dry run of buying " + kind,
                () -> clients.ec2()
                        .runInstances(
                                order.toBuilder().dryRun(true).clientToken(null).build()));
    }

    /**
     * Whether leases could be renewed and machines released: only what there is can tell.
     *
     * @return whether there is any
     */
    boolean keep() throws Failure {
        Optional<String> one = instances.all("listing instances").instances().stream()
                .filter(instance -> !Instances.isGoing(instance))
                .map(Instance::instanceId)
                .findFirst();
        if (one.isPresent()) {
            String id = one.get();
            would(
                    "a dry run of renewing " + id,
                    () -> clients.ec2ToKeep()
                            .createTags(request -> request.resources(id)
                                    .tags(Tags.tag(Tags.LEASE, "0-1-run"))
                                    .dryRun(true)));
            would(
                    "a dry run of releasing " + id,
                    () -> clients.ec2ToKeep()
                            .terminateInstances(
                                    request -> request.instanceIds(id).dryRun(true)));
        }
        return one.isPresent();
    }

    /** EC2 says yes by an error too. */
    private void would(String doing, Supplier<?> call) throws Failure {
        try {
            exchange.ask(doing, call);
        } catch (Failure e) {
            boolean yes = Refusal.in(e)
                    .filter(refusal -> refusal.code().equals("DryRunOperation"))
                    .isPresent();
            if (!yes) {
                throw e;
            }
        }
    }
}
