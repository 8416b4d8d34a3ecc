package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import io.github.dynagents.core.spi.Purchase;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** The user's own node pool. Its autoscaler makes a node for a pod, and removes it some time after. */
final class SharedPool implements Places {
    @Override
    public SortedMap<String, NodePool> all() {
        return Collections.emptySortedMap();
    }

    @Override
    public Optional<NodePool> named(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<NodePool> make(Purchase purchase, Kind kind, Cluster cluster) {
        return Optional.empty();
    }

    @Override
    public void remove(String name, boolean isOurs) {}
}
