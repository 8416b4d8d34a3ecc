package io.github.dynagents.aws;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Writes marks. One request sets one mark on up to a thousand instances; leases are moved together, so that many machines
 * have the same one.
 */
final class Marks {
    /** That one request can write. */
    static final int MOST_INSTANCES = 1000;

    private static final int MOST_NAMES = 200;

    private final Clients clients;
    private final Exchange exchange;
    private final Instances instances;
    private final Newborn newborn;
    private final int mostInstances;
    private final SortedMap<MachineName, Failure> failures = new TreeMap<>();
    private boolean anyMarked;

    private record Marked(MachineName name, String id) {}

    Marks(Clients clients, Exchange exchange, Instances instances, Newborn newborn, int mostInstances) {
        this.mostInstances = mostInstances;
        this.clients = clients;
        this.exchange = exchange;
        this.instances = instances;
        this.newborn = newborn;
    }

    /**
     * Writes these, once.
     *
     * @return the failures, by machine
     * @throws Failure if none was marked
     */
    SortedMap<MachineName, Failure> write(SortedMap<MachineName, Lease> leases) throws Failure {
        Map<MachineName, String> ids = ids(new ArrayList<>(leases.keySet()));
        SortedMap<String, List<Marked>> byMark = new TreeMap<>();
        leases.forEach((name, lease) -> Optional.ofNullable(ids.get(name))
                .or(() -> newborn.id(name))
                .ifPresentOrElse(
                        id -> byMark.computeIfAbsent(lease.mark(), mark -> new ArrayList<>())
                                .add(new Marked(name, id)),
                        () -> failures.put(
                                name,
                                Failure.of(Failure.Kind.INVALID, "marking " + name + ": there is no such machine"))));
        byMark.forEach((mark, marked) -> {
            for (List<Marked> part : Parts.of(marked, mostInstances)) {
                write(mark, part);
            }
        });
        Optional<Failure> all = failures.values().stream()
                .filter(failure -> failure.kind() != Failure.Kind.INVALID)
                .findFirst();
        if (!anyMarked && all.isPresent()) {
            throw all.get();
        }
        return failures;
    }

    private Map<MachineName, String> ids(List<MachineName> names) throws Failure {
        String doing = "looking up machines to mark";
        Map<MachineName, String> ids = new TreeMap<>();
        if (names.isEmpty()) {
            return ids;
        }
        Instances.Found found = names.size() > MOST_NAMES ? instances.all(doing) : instances.named(doing, names);
        for (Instance instance : found.instances()) {
            if (!Instances.isGoing(instance)) {
                Tags.of(instance.tags()).name().ifPresent(name -> ids.putIfAbsent(name, instance.instanceId()));
            }
        }
        return ids;
    }

    /** One instance that is gone makes EC2 refuse them all: halved until it is found. */
    private void write(String mark, List<Marked> marked) {
        String doing = "marking " + (marked.size() == 1 ? marked.getFirst().name() : marked.size() + " machines");
        try {
            exchange.change(
                    doing,
                    () -> clients.ec2ToKeep()
                            .createTags(request -> request.resources(
                                            marked.stream().map(Marked::id).toList())
                                    .tags(Tags.tag(Tags.LEASE, mark))));
            anyMarked = true;
        } catch (Failure e) {
            if (marked.size() > 1
                    && Refusal.in(e).filter(Refusal::isAboutAnInstance).isPresent()) {
                write(mark, marked.subList(0, marked.size() / 2));
                write(mark, marked.subList(marked.size() / 2, marked.size()));
            } else {
                marked.forEach(each -> failures.put(each.name(), e));
            }
        }
    }
}
