package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import com.google.container.v1.NodePoolAutoscaling;
import com.google.container.v1.WorkloadMetadataConfig;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the node pools that templates name, and at those that they would make. */
final class PoolCheck {
    private static final Duration AUTOSCALERS_PATIENCE = Duration.ofMinutes(10);

    private final Setup setup;
    private final Sales sales;
    private final Prices prices;

    /** By what they say: what is so in each zone is told once. */
    private final Map<String, Finding> seen = new LinkedHashMap<>();

    PoolCheck(Setup setup, Sales sales, Prices prices) {
        this.setup = setup;
        this.sales = sales;
        this.prices = prices;
    }

    List<Finding> findings(Cluster cluster, List<Kind> kinds) throws Failure {
        for (Template template : sales.templates()) {
            if (setup.ownPools()) {
                own(template, cluster);
            } else {
                shared(template, cluster);
            }
        }
        say(Finding.note("", prices.source()));
        for (Kind kind : kinds) {
            priced(kind, cluster);
            fits(kind);
        }
        if (setup.nodeRemoval().compareTo(AUTOSCALERS_PATIENCE) < 0) {
            say(Finding.warning(
                    "node-removal",
                    "an autoscaler waits ten minutes before it removes an empty node, so bounds may not hold",
                    "make it 15m or longer, unless yours is quicker"));
        }
        return List.copyOf(seen.values());
    }

    private void say(Finding finding) {
        seen.putIfAbsent(finding.toString(), finding);
    }

    private static String about(Template template) {
        return "template " + template.name();
    }

    private void shared(Template template, Cluster cluster) {
        String name = template.nodePool().orElseThrow();
        Optional<NodePool> found = Clusters.pool(cluster, name);
        if (found.isEmpty()) {
            say(Finding.wrong(
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
            say(Finding.wrong(
                    about(template),
                    "node pool " + name + " is not autoscaled: its nodes are paid with no machine on them",
                    update + "--enable-autoscaling --min-nodes=0 --max-nodes=10"));
        } else if (scaling.getMinNodeCount() > 0 || scaling.getTotalMinNodeCount() > 0) {
            say(Finding.warning(
                    about(template),
                    "node pool " + name + " keeps nodes that are paid with no machine on them",
                    update + "--enable-autoscaling --min-nodes=0 --max-nodes=" + scaling.getMaxNodeCount()));
        }
        boolean ours = pool.getConfig().getTaintsList().stream()
                .anyMatch(taint -> taint.getKey().equals(Keys.TAINT));
        if (!ours) {
            say(Finding.warning(
                    about(template),
                    "node pool " + name + " takes anybody's pods, which keep its nodes when the machines are gone",
                    update + "--node-taints=" + Keys.TAINT + "=any:NoSchedule"));
        }
        if (pool.getConfig().getWorkloadMetadataConfig().getMode() != WorkloadMetadataConfig.Mode.GKE_METADATA) {
            say(Finding.warning(
                    about(template),
                    "jobs on node pool " + name + " can act as the nodes' service account",
                    update + "--workload-metadata=GKE_METADATA (with workload identity on the cluster)"));
        }
    }

    private void own(Template template, Cluster cluster) {
        if (template.serviceAccount().isEmpty()) {
            say(Finding.warning(
                    about(template),
                    "its nodes get the project's default service account, which often may edit the whole project",
                    "give service-account one that may only write logs and metrics: docs/gcp.md"));
        }
        if (!Clusters.hidesNodesCredentials(cluster)) {
            say(Finding.warning(
                    about(template),
                    "jobs can act as the nodes' service account",
                    "gcloud container clusters update " + setup.cluster() + " --location=" + setup.location()
                            + " --workload-pool=" + setup.project() + ".svc.id.goog"));
        }
    }

    private void fits(Kind kind) {
        if (kind.requests().exceeds(prices.shape(kind.type()))) {
            say(Finding.wrong(
                    about(kind.template()),
                    "its pods ask for more than a node of " + kind.type() + " has, and would wait for ever",
                    "lower cpu or memory, or leave them out"));
        }
    }

    private void priced(Kind kind, Cluster cluster) throws Failure {
        if (!Sales.takesDisk(kind)) {
            say(Finding.wrong(
                    about(kind.template()),
                    kind.type() + " boots from no " + kind.template().diskType() + ", so it is not bought",
                    "give disk-type: hyperdisk-balanced, and prices: catalog or the template's price"));
            return;
        }
        if (sales.perHour(kind, cluster).isEmpty()) {
            say(Finding.wrong(
                    about(kind.template()),
                    "nobody knows the price of " + kind.type() + " (" + Kind.word(kind.capacity()) + ") in "
                            + Kind.region(kind.zone()) + ", so it is not bought; prices are of " + prices.asOf(),
                    "is its name right? Else give the template's price, or prices: catalog"));
        }
    }
}
