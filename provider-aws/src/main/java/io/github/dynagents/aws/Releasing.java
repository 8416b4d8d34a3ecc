package io.github.dynagents.aws;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Terminates instances: by id, and only what bears the owner's tag at this moment, or is too young to be shown and was said
 * to be ours.
 */
final class Releasing {
    private final String owner;
    private final Clients clients;
    private final Exchange exchange;
    private final Newborn newborn;

    Releasing(String owner, Clients clients, Exchange exchange, Newborn newborn) {
        this.owner = owner;
        this.clients = clients;
        this.exchange = exchange;
        this.newborn = newborn;
    }

    void release(Machine machine) throws Failure {
        String doing = "releasing " + machine.name();
        String id = machine.nativeId();
        if (!id.matches("i-[0-9a-f]{8,17}")) {
            throw Failure.of(Failure.Kind.INVALID, doing + ": no id of an instance: " + id);
        }
        if (mayGo(doing, machine)) {
            terminate(doing, id);
        }
    }

    private boolean mayGo(String doing, Machine machine) throws Failure {
        String id = machine.nativeId();
        Optional<Instance> there = find(doing, id);
        if (there.isEmpty()) {
            return newborn.has(id) || newborn.isYoung(machine.created());
        }
        if (!Tags.of(there.get().tags()).isOf(owner)) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    doing + ": " + id + " does not bear the tag " + Tags.OWNER + "=" + owner + ", so it is left alone");
        }
        return !Instances.isGoing(there.get());
    }

    private Optional<Instance> find(String doing, String id) throws Failure {
        DescribeInstancesResponse answer;
        try {
            answer = exchange.ask(doing, () -> clients.ec2().describeInstances(request -> request.instanceIds(id)));
        } catch (Failure e) {
            return orElseEmpty(e);
        }
        if (!answer.hasReservations()) {
            throw Failure.of(Failure.Kind.BROKEN, doing + ": an answer without reservations");
        }
        return answer.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> id.equals(instance.instanceId()))
                .findFirst();
    }

    private void terminate(String doing, String id) throws Failure {
        try {
            exchange.change(doing, () -> clients.ec2ToKeep().terminateInstances(request -> request.instanceIds(id)));
        } catch (Failure e) {
            orElseEmpty(e);
        }
        newborn.remove(id);
    }

    /** What is not there is released. */
    private static <T> Optional<T> orElseEmpty(Failure failure) throws Failure {
        boolean isGone = Refusal.in(failure).filter(Refusal::isNotFound).isPresent();
        if (!isGone) {
            throw failure;
        }
        return Optional.empty();
    }
}
