package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import com.google.container.v1.NodePoolAutoscaling;
import com.google.container.v1.WorkloadMetadataConfig;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the node pools that templates name, and at those that they would make. */
final class PoolCheck {
    private final Setup setup;
    private final Sales sales;
    private final Prices prices;
    private final Set<Finding> seen = new LinkedHashSet<>();

    PoolCheck(Setup setup, Sales sales, Prices prices) {
        this.setup = setup;
        this.sales = sales;
        this.prices = prices;
    }

    List<Finding> findings(Cluster cluster) throws Failure {
        for (Template template : sales.templates()) {
            if (setup.ownPools()) {
                own(template, cluster);
            } else {
                shared(template, cluster);
            }
        }
        for (Kind kind : sales.read(cluster)) {
            priced(kind, cluster);
        }
        return new ArrayList<>(seen);
    }

    private static String about(Template template) {
        return "template " + template.name();
    }

    private void shared(Template template, Cluster cluster) {
        String name = template.nodePool().orElseThrow();
        Optional<NodePool> found = cluster.getNodePoolsList().stream()
                .filter(pool -> pool.getName().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            seen.add(Finding.wrong(
                    about(template),
                    "cluster " + setup.cluster() + " has no node pool \"" + name + "\"",
                    "it has "
                            + cluster.getNodePoolsList().stream()
                                    .map(NodePool::getName)
                                    .toList() + "; docs/gcp.md tells how to make one"));
            return;
        }
        NodePool pool = found.get();
        String update = "gcloud container node-pools update " + name + " --cluster=" + setup.cluster() + " --location="
                + setup.location() + " ";
        NodePoolAutoscaling scaling = pool.getAutoscaling();
        if (!scaling.getEnabled()) {
            seen.add(Finding.wrong(
                    about(template),
                    "node pool " + name + " is not autoscaled: its nodes are paid with no machine on them",
                    update + "--enable-autoscaling --min-nodes=0 --max-nodes=10"));
        } else if (scaling.getMinNodeCount() > 0 || scaling.getTotalMinNodeCount() > 0) {
            seen.add(Finding.warning(
                    about(template),
                    "node pool " + name + " keeps nodes that are paid with no machine on them",
                    update + "--enable-autoscaling --min-nodes=0 --max-nodes=" + scaling.getMaxNodeCount()));
        }
        boolean ours = pool.getConfig().getTaintsList().stream()
                .anyMatch(taint -> taint.getKey().equals(Keys.TAINT));
        if (!ours) {
            seen.add(Finding.warning(
                    about(template),
                    "node pool " + name + " takes anybody's pods, which keep its nodes when the machines are gone",
                    update + "--node-taints=" + Keys.TAINT + "=any:NoSchedule"));
        }
        if (pool.getConfig().getWorkloadMetadataConfig().getMode() != WorkloadMetadataConfig.Mode.GKE_METADATA) {
            seen.add(Finding.warning(
                    about(template),
                    "jobs on node pool " + name + " can act as the nodes' service account",
                    update + "--workload-metadata=GKE_METADATA (with workload identity on the cluster)"));
        }
    }

    private void own(Template template, Cluster cluster) {
        String region = Kind.region(setup.location());
        for (String zone : template.zones()) {
            if (!Kind.region(zone).equals(region)) {
                seen.add(Finding.wrong(
                        about(template),
                        "zone " + zone + " is not in the cluster's region, " + region,
                        "its own zones are " + cluster.getLocationsList()));
            }
        }
        if (template.serviceAccount().isEmpty()) {
            seen.add(Finding.warning(
                    about(template),
                    "its nodes get the project's default service account, which often may edit the whole project",
                    "give service-account one that may only write logs and metrics: docs/gcp.md"));
        }
        if (!NodePoolText.hidesNodesCredentials(cluster)) {
            seen.add(Finding.warning(
                    about(template),
                    "jobs can act as the nodes' service account",
                    "gcloud container clusters update " + setup.cluster() + " --location=" + setup.location()
                            + " --workload-pool=" + setup.project() + ".svc.id.goog"));
        }
    }

    private void priced(Kind kind, Cluster cluster) throws Failure {
        if (sales.perHour(kind, cluster).isEmpty()) {
            seen.add(Finding.wrong(
                    about(kind.template()),
                    "nobody knows the price of " + kind.type() + " (" + Kind.word(kind.capacity()) + ") in "
                            + Kind.region(kind.zone()) + ", so it is not bought; prices are of " + prices.asOf(),
                    "is its name right? Else give the template's price, or prices: catalog"));
        }
    }
}
