package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.util.Optional;
import java.util.SortedMap;

/** Where machines' pods run: on a pool that they share, or each on one of its own. Names are machines' names. */
interface Places {
    /** Those of this owner that are there, by the machine's name. */
    SortedMap<String, NodePool> all() throws Failure;

    /** That of a machine, if there is one of this owner. */
    Optional<NodePool> named(String name) throws Failure;

    /**
     * Begins to make that of a machine whose pod is there.
     *
     * @return what there is for this machine alone, as far as it is known
     * @throws Failure of unknown effect if it may be made all the same
     */
    Optional<NodePool> make(Purchase purchase, Kind kind, Cluster cluster) throws Failure;

    /**
     * Begins to remove that of a machine; gone already is success.
     *
     * @param isOurs whether its pod was of this owner
     * @throws Failure INVALID if neither was
     */
    void remove(String name, boolean isOurs) throws Failure;
}
