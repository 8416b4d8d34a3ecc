package io.github.dynagents.gcp;

import com.google.container.v1.NodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** Pods of a GKE cluster as machines, on node pools that they share or that each has of its own. */
final class GkeMachines implements Machines {
    /** The kubelet looks once a minute or so, and may go by what it read a minute ago. */
    private static final Duration MARK_REACHES = Duration.ofMinutes(2);

    /** Kubernetes shows at once what it has answered to; node pools are believed to follow within seconds. */
    private static final Duration POOLS_LAG = Duration.ofSeconds(15);

    private static final int PARALLEL_PODS = 8;

    private final Setup setup;
    private final GoogleClients google;
    private final Kubernetes kubernetes;
    private final Places places;
    private final Sales sales;
    private final Pods pods;
    private final Scripts scripts;
    private final Shown shown;
    private final Buying buying;
    private final Examination examination;
    private volatile boolean closed;

    GkeMachines(Setup setup, List<Template> templates, Context context, GoogleClients google, Prices prices) {
        this.setup = setup;
        this.google = google;
        NodePools pools = new NodePools(setup, google, context.clock());
        this.kubernetes = new Kubernetes(setup, google, pools);
        this.places = setup.ownPools() ? new OwnPools(pools, context.owner()) : new SharedPool();
        this.sales = new Sales(setup, templates, context, pools, prices);
        this.pods = new Pods(kubernetes, setup.namespace(), context.owner(), context.clock());
        this.scripts = new Scripts(kubernetes, setup.namespace(), context.owner());
        this.shown = new Shown(context.account(), setup);
        this.buying = new Buying(setup, context, sales, scripts, pods, places, shown);
        this.examination = new Examination(setup, context, pools, kubernetes, sales, prices);
    }

    /**
     * A pod that has ended is seen by the autoscaler, which removes its node some ten minutes later: so a machine's bill
     * goes on for a while after its end, also if it was deleted.
     */
    @Override
    public Capabilities capabilities() {
        Capabilities.Builder granted = Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.CLOUD_REMOVES)
                .listLag(setup.ownPools() ? POOLS_LAG : Duration.ZERO)
                .markReaches(MARK_REACHES)
                .removedWithin(setup.nodeRemoval())
                .listEvery(Duration.ofSeconds(10))
                .offeringsEvery(Duration.ofMinutes(10))
                .parallelBuys(setup.ownPools() ? setup.parallelOperations() : PARALLEL_PODS)
                .can(Capability.STOP_AGENT, Capability.SHOWS_AGENT, Capability.SHOWS_INTERRUPTION);
        return setup.ownPools()
                ? granted.parallelBoots(setup.parallelOperations()).build()
                : granted.build();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        open();
        return sales.offerings();
    }

    /**
     * A pool is made after its pod, so it is looked for before; a node is there before its pod is on it, so it is looked
     * for after.
     */
    @Override
    public Listing list() throws Failure {
        open();
        Instant asOf = kubernetes.now();
        SortedMap<String, NodePool> pools = places.all();
        List<Pod> all = pods.all();
        Map<String, Node> nodes = new HashMap<>();
        if (!all.isEmpty()) {
            for (Node node : pods.nodes()) {
                nodes.put(node.getMetadata().getName(), node);
            }
        }
        List<Machine> machines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Pod pod : all) {
            String name = pod.getMetadata().getName();
            seen.add(name);
            machines.add(shown.machine(pod, Optional.ofNullable(pools.get(name)), Optional.of(nodes), asOf));
        }
        pools.forEach((name, pool) -> {
            if (!seen.contains(name)) {
                machines.add(shown.remnant(pool));
            }
        });
        return Listing.of(machines, asOf);
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        open();
        return buying.buy(purchase);
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        open();
        return buying.settle(purchase);
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        open();
        return new Marks(pods).write(leases);
    }

    /**
     * Deletes its pod, with the grace that it was made with. The pod of an agent that this would kill is told by an
     * annotation instead, which reaches it within two minutes; it stays.
     */
    @Override
    public void stopAgent(Machine machine) throws Failure {
        open();
        String id = id("stopping the agent of " + machine.name(), machine);
        Pod pod = pods.named(id).filter(pods::isOurs).orElseThrow(() -> isGone(machine));
        if (Meta.annotation(pod, Keys.ON_TERM).equals(Optional.of("kills"))) {
            pods.annotate(id, Keys.STOP, "yes");
        } else if (!Meta.isGoing(pod)
                && !pods.end(id)
                && pods.named(id).filter(Meta::isGoing).isEmpty()) {
            throw isGone(machine);
        }
    }

    private static Failure isGone(Machine machine) {
        return Failure.of(
                Failure.Kind.INVALID, "stopping the agent of " + machine.name() + ": there is no such machine");
    }

    /** First its pod, so that nothing new is begun on the node; then what is paid. */
    @Override
    public void release(Machine machine) throws Failure {
        open();
        String doing = "releasing " + machine.name();
        String id = id(doing, machine);
        Optional<Pod> pod = pods.named(id);
        if (pod.isPresent() && !pods.isOurs(pod.get())) {
            throw Failure.of(
                    Failure.Kind.INVALID, doing + ": pod " + id + " does not bear our label, so it is left alone");
        }
        if (pod.isPresent()) {
            pods.kill(pod.get());
        }
        places.remove(id, pod.isPresent());
        if (pod.isPresent()) {
            scripts.remove(id);
        }
    }

    /** What could be a name in a path of the API, and nothing else. */
    private static String id(String doing, Machine machine) throws Failure {
        if (!machine.nativeId().matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            throw Failure.of(Failure.Kind.INVALID, doing + ": no name of a pod: " + machine.nativeId());
        }
        return machine.nativeId();
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        open();
        scripts.tidy(alive, kubernetes.now());
    }

    @Override
    public List<Finding> examine() throws Failure {
        open();
        return examination.findings();
    }

    @Override
    public Optional<String> permissions() {
        return Optional.of(Rights.of(setup));
    }

    private void open() throws Failure {
        if (closed) {
            throw GoogleClients.closedFailure();
        }
    }

    @Override
    public void close() {
        closed = true;
        kubernetes.close();
        google.close();
    }
}
