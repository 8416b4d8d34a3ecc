package io.github.dynagents.gcp;

import com.google.container.v1.NodePool;
import com.google.container.v1.Operation;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Google side of one cluster: node pools, virtual machines, operations and the bill. It lives at the instants at which
 * {@link #step} is called, which must not go back; who calls it holds the lock of all.
 */
final class FakeGke {
    static final String PROJECT = "acme-ci";
    static final String LOCATION = "europe-west1";
    static final String CLUSTER = "ci";
    static final List<String> ZONES = List.of("europe-west1-b", "europe-west1-c");

    private final FakeTimes times;
    private final SortedMap<String, FakePool> pools = new TreeMap<>();
    private final SortedMap<String, FakeNode> nodes = new TreeMap<>();
    private final SortedMap<String, Instant> coming = new TreeMap<>();
    private final Map<String, String> comingTo = new HashMap<>();
    private final Map<String, Integer> made = new HashMap<>();
    private final SortedSet<String> exhausted = new TreeSet<>();
    private final FakeOperations operations = new FakeOperations();
    private final FakeInvoice invoice = new FakeInvoice();
    private int atOnce = 5;
    private int mostNodes = 1000;
    private boolean creationEndsFirst;

    FakeGke(FakeTimes times) {
        this.times = times;
    }

    FakeTimes times() {
        return times;
    }

    /** How many operations may run at once. */
    void operationsAtOnce(int most) {
        atOnce = most;
    }

    /** How many nodes the region's quota allows. */
    void quota(int nodes) {
        mostNodes = nodes;
    }

    /** There are no machines left, of that type or in that zone. */
    void exhaust(String typeOrZone) {
        exhausted.add(typeOrZone);
    }

    /** There are machines again. */
    void restock() {
        exhausted.clear();
    }

    /** From now on a node pool cannot be deleted while it is still being created. */
    void creationEndsFirst() {
        creationEndsFirst = true;
    }

    /** The cluster is upgraded, for so long. */
    void upgrade(Instant now, Duration time) {
        operations.begin(Operation.Type.UPGRADE_MASTER, CLUSTER, now, now.plus(time), Optional.empty());
    }

    FakeOperations operations() {
        return operations;
    }

    List<FakePool> pools() {
        return List.copyOf(pools.values());
    }

    Optional<FakePool> pool(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    List<FakeNode> nodes() {
        return List.copyOf(nodes.values());
    }

    Optional<FakeNode> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    List<FakeNode> nodes(FakePool pool) {
        return nodes.values().stream()
                .filter(node -> node.pool.equals(pool.name()))
                .toList();
    }

    /** How many nodes a pool has or will have. */
    int size(FakePool pool) {
        return nodes(pool).size()
                + (int) comingTo.values().stream().filter(pool.name()::equals).count();
    }

    List<FakeInvoice.Line> invoice(Instant now) {
        return invoice.lines(nodes(), now);
    }

    /** How many node pools of that name were ever made. */
    int made(String name) {
        return made.getOrDefault(name, 0);
    }

    NodePool shown(FakePool pool, Instant now) {
        return pool.shown(now, nodes(pool).stream().anyMatch(node -> !node.isShown(now)));
    }

    Operation create(NodePool asked, Instant now) {
        if (pools.containsKey(asked.getName())) {
            throw Status.ALREADY_EXISTS
                    .withDescription("Already exists: projects/" + PROJECT + "/zones/" + LOCATION + "/clusters/"
                            + CLUSTER + "/nodePools/" + asked.getName() + ".")
                    .asRuntimeException();
        }
        mayBegin(now);
        FakePool pool = put(asked, now);
        int wanted = asked.getInitialNodeCount() * pool.zones.size();
        if (nodes.size() + wanted > mostNodes) {
            pools.remove(asked.getName());
            throw Status.PERMISSION_DENIED
                    .withDescription(
                            "Insufficient regional quota to satisfy request: resource \"CPUS\": request requires"
                                    + " '4.0' and is short '4.0'. project has a quota of '" + mostNodes
                                    + ".0' with '0.0'"
                                    + " available.")
                    .asRuntimeException();
        }
        made.merge(asked.getName(), 1, Integer::sum);
        if (pool.stockout.isEmpty()) {
            for (int i = 0; i < wanted; i++) {
                addNode(pool, now.plus(times.vm()));
            }
        }
        return operations.begin(Operation.Type.CREATE_NODE_POOL, pool.name(), now, pool.up(), pool.stockout);
    }

    /** A node pool that is there, without nodes, whoever has made it; its first ones are the autoscaler's. */
    FakePool put(NodePool asked, Instant created) {
        List<String> zones = asked.getLocationsCount() == 0 ? ZONES : List.copyOf(asked.getLocationsList());
        Optional<String> stockout = zones.stream()
                .filter(zone -> isExhausted(asked, zone))
                .map(zone -> FakePool.STOCKOUT.formatted(PROJECT, zone))
                .findFirst();
        FakePool pool = new FakePool(asked, zones, created, created.plus(times.poolUp()), stockout);
        pools.put(pool.name(), pool);
        return pool;
    }

    private boolean isExhausted(NodePool asked, String zone) {
        return exhausted.contains(zone) || exhausted.contains(asked.getConfig().getMachineType());
    }

    Operation delete(String name, Instant now) {
        FakePool pool = pool(name).filter(it -> !it.isDeleted()).orElseThrow(() -> notFound("nodePools/" + name));
        mayBegin(now);
        if (creationEndsFirst) {
            operations.creating(name, now).ifPresent(FakeGke::refuse);
        }
        pool.delete(now, now.plus(times.poolDown()));
        Instant ends = now.plus(times.poolDown().dividedBy(2));
        nodes(pool).forEach(node -> node.end(ends, false));
        comingTo.entrySet().removeIf(entry -> entry.getValue().equals(name));
        coming.keySet().retainAll(comingTo.keySet());
        return operations.begin(
                Operation.Type.DELETE_NODE_POOL, name, now, now.plus(times.poolDown()), Optional.empty());
    }

    /** A node pool ends at once, without an operation, and all that it has. */
    void vanish(String name, Instant now) {
        pool(name).ifPresent(pool -> {
            nodes(pool).forEach(node -> node.end(now, false));
            pool.delete(now, now);
            step(now);
        });
    }

    static RuntimeException notFound(String what) {
        return Status.NOT_FOUND
                .withDescription("Not found: projects/" + PROJECT + "/locations/" + LOCATION + "/clusters/" + CLUSTER
                        + "/" + what + ".")
                .asRuntimeException();
    }

    private void mayBegin(Instant now) {
        operations.ofTheCluster(now).ifPresent(FakeGke::refuse);
        if (operations.running(now) >= atOnce) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("The cluster hits the concurrent operations quota " + atOnce
                            + "; this is a temporary error, please retry later")
                    .asRuntimeException();
        }
    }

    private static void refuse(String why) {
        throw Status.FAILED_PRECONDITION.withDescription(why).asRuntimeException();
    }

    /** The autoscaler adds a node; nothing comes of it where no machines are left, or no quota. */
    Optional<FakeNode> grow(FakePool pool, Instant now) {
        boolean none = nodes.size() >= mostNodes || pool.zones.stream().allMatch(zone -> isExhausted(pool.asked, zone));
        return none ? Optional.empty() : Optional.of(addNode(pool, now));
    }

    private FakeNode addNode(FakePool pool, Instant vm) {
        return addNode(pool, pool.nextNode(), vm);
    }

    private FakeNode addNode(FakePool pool, String name, Instant vm) {
        List<String> zones = pool.zones.stream()
                .filter(zone -> !isExhausted(pool.asked, zone))
                .toList();
        String zone =
                zones.isEmpty() ? pool.zones.getFirst() : zones.get(nodes(pool).size() % zones.size());
        Instant shown = vm.plus(times.nodeShown());
        Instant inPool = shown.isBefore(pool.up()) ? pool.up() : shown;
        FakeNode node =
                new FakeNode(name, pool.name(), zone, pool.config(), vm, inPool, inPool.plus(times.nodeReady()));
        nodes.put(name, node);
        return node;
    }

    /** Google takes a spot machine back. */
    void preempt(String node, Instant now) {
        node(node).orElseThrow().preempt(now, times.notice());
    }

    /**
     * Does all that is due.
     *
     * @return when something is due next
     */
    Instant step(Instant now) {
        for (FakeNode node : nodes()) {
            node.ends().filter(ends -> !ends.isAfter(now)).ifPresent(ends -> end(node, ends));
        }
        for (Map.Entry<String, Instant> each : new ArrayList<>(coming.entrySet())) {
            if (!each.getValue().isAfter(now)) {
                coming.remove(each.getKey());
                Optional.ofNullable(comingTo.remove(each.getKey()))
                        .flatMap(this::pool)
                        .ifPresent(pool -> addNode(pool, each.getKey(), each.getValue()));
            }
        }
        pools.values()
                .removeIf(pool -> pool.gone().filter(gone -> !gone.isAfter(now)).isPresent());
        Instant next = Earliest.after(now, coming.values().toArray(Instant[]::new));
        for (FakeNode node : nodes.values()) {
            next = Earliest.of(next, node.next(now));
        }
        for (FakePool pool : pools.values()) {
            next = Earliest.of(next, Earliest.after(now, pool.up(), pool.gone().orElse(Instant.MAX)));
        }
        return next;
    }

    private void end(FakeNode node, Instant ends) {
        nodes.remove(node.name);
        if (node.made.isBefore(ends)) {
            invoice.ended(node, ends);
        }
        if (node.returns()) {
            coming.put(node.name, ends.plus(times.recreated()));
            comingTo.put(node.name, node.pool);
        }
    }
}
