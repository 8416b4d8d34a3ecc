package io.github.dynagents.aws;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** Buys: the name is the token by which EC2 makes one instance of however many requests. */
final class Buying {
    private final Orders orders;
    private final Agents agents;
    private final Context context;
    private final Clients clients;
    private final Exchange exchange;
    private final Newborn newborn;

    Buying(Orders orders, Agents agents, Context context, Clients clients, Exchange exchange, Newborn newborn) {
        this.orders = orders;
        this.agents = agents;
        this.context = context;
        this.clients = clients;
        this.exchange = exchange;
        this.newborn = newborn;
    }

    Machine buy(Purchase purchase) throws Failure {
        timeLeft(purchase);
        RunInstancesRequest order = orders.of(purchase);
        agents.prepare(purchase);
        exchange.ask("logging in", clients::ready);
        Duration left = timeLeft(purchase);
        String doing = "buying " + purchase.name() + " (" + purchase.offering().value() + ")";
        RunInstancesResponse response = send(doing, order, left);
        List<Instance> made = response.instances();
        if (made.size() != 1
                || made.getFirst().instanceId() == null
                || made.getFirst().launchTime() == null) {
            throw Failure.unknownEffect(Failure.Kind.BROKEN, doing + ": the answer does not tell of one instance");
        }
        Instance instance = made.getFirst();
        if (instance.state() != null && Instances.isGoing(instance)) {
            throw Failure.of(Failure.Kind.INVALID, purchase.name() + " was a machine once; buy under another name");
        }
        newborn.add(purchase.name(), instance.instanceId());
        return Machine.builder(purchase.name(), instance.instanceId(), instance.launchTime())
                .pool(purchase.pool())
                .offering(purchase.offering())
                .lease(purchase.lease())
                .build();
    }

    private RunInstancesResponse send(String doing, RunInstancesRequest order, Duration left) throws Failure {
        try {
            return exchange.change(
                    doing,
                    left,
                    () -> clients.ec2()
                            .runInstances(order.toBuilder()
                                    .overrideConfiguration(call -> call.apiCallTimeout(left))
                                    .build()));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.INVALID) {
                orders.refused();
            }
            throw Refusal.in(e).filter(Refusal::isOfAnotherOrder).isPresent() ? maybeBought(e) : e;
        }
    }

    /** The token was taken before: by whom, and what for, only a look can tell. */
    private static Failure maybeBought(Failure refusal) {
        return Failure.unknownEffect(refusal.kind(), String.valueOf(refusal.getMessage()))
                .because(refusal);
    }

    /** For all attempts together: none is sent when it is too late. */
    private Duration timeLeft(Purchase purchase) throws Failure {
        Duration left = Duration.between(context.clock().instant(), purchase.sendBefore());
        if (!left.isPositive()) {
            throw Failure.of(
                    Failure.Kind.UNAVAILABLE,
                    purchase.name() + " was to be sent before " + purchase.sendBefore() + ", and it is later");
        }
        return left.compareTo(clients.timeout()) < 0 ? left : clients.timeout();
    }
}
