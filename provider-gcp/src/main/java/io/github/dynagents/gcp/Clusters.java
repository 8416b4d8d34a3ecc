package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Google's API says of a cluster. */
final class Clusters {
    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,3})\\..*");

    private Clusters() {}

    /** Its node pool of that name. */
    static Optional<NodePool> pool(Cluster cluster, String name) {
        return cluster.getNodePoolsList().stream()
                .filter(pool -> pool.getName().equals(name))
                .findFirst();
    }

    /** Its minor version of Kubernetes: 33 of {@code 1.33.4-gke.100}; empty if it says none of that form. */
    static OptionalInt minor(Cluster cluster) {
        Matcher version = VERSION.matcher(cluster.getCurrentMasterVersion());
        return version.matches() ? OptionalInt.of(Integer.parseInt(version.group(1))) : OptionalInt.empty();
    }

    /** Whether it has workload identity: then a pod cannot become its node's service account. */
    static boolean hidesNodesCredentials(Cluster cluster) {
        return !cluster.getWorkloadIdentityConfig().getWorkloadPool().isEmpty();
    }
}
