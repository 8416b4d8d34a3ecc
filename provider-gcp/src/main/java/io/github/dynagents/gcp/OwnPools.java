package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node pool for each machine, and of its name. */
final class OwnPools implements Places {
    private final NodePools pools;
    private final String owner;

    OwnPools(NodePools pools, String owner) {
        this.pools = pools;
        this.owner = owner;
    }

    @Override
    public SortedMap<String, NodePool> all() throws Failure {
        SortedMap<String, NodePool> ours = new TreeMap<>();
        for (NodePool pool : pools.all()) {
            if (isOurs(pool)) {
                ours.put(pool.getName(), pool);
            }
        }
        return ours;
    }

    private boolean isOurs(NodePool pool) {
        return Keys.label(owner).equals(pool.getConfig().getLabelsMap().get(Keys.OWNER));
    }

    @Override
    public Optional<NodePool> named(String name) throws Failure {
        return pools.named(name).filter(this::isOurs);
    }

    @Override
    public Optional<NodePool> make(Purchase purchase, Kind kind, Cluster cluster) throws Failure {
        NodePool wanted = NodePoolText.of(purchase, kind, cluster);
        return Optional.of(pools.create(wanted, purchase.sendBefore()) ? wanted : madeBefore(wanted.getName()));
    }

    /** It is there; whatever cannot be read of it now, nobody may think that it is not. */
    private NodePool madeBefore(String name) throws Failure {
        Optional<NodePool> there;
        try {
            there = pools.named(name);
        } catch (Failure e) {
            throw Failures.within(e, true);
        }
        NodePool pool = there.orElseThrow(() -> Failure.unknownEffect(
                Failure.Kind.UNAVAILABLE, "buying " + name + ": its node pool was there, and is gone"));
        if (!isOurs(pool)) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "buying " + name + ": there is a node pool of that name which is not ours; buy under another name");
        }
        return pool;
    }

    @Override
    public void remove(String name, boolean isOurs) throws Failure {
        Optional<NodePool> there = pools.named(name);
        if (there.isEmpty() || there.get().getStatus() == NodePool.Status.STOPPING) {
            return;
        }
        if (isOurs(there.get())) {
            pools.delete(name);
        } else if (!isOurs) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "releasing " + name + ": its node pool does not bear our label, so it is left alone");
        }
    }
}
