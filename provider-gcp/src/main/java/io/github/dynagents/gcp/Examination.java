package io.github.dynagents.gcp;

import com.google.api.gax.rpc.StatusCode;
import com.google.container.v1.Cluster;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import java.util.ArrayList;
import java.util.List;

/** Looks at the cluster, its pools and its API before anything is bought there. */
final class Examination {
    /** From here on sidecars are what the pod of a machine needs: started before it, and ended after. */
    private static final int FIRST_MINOR = 29;

    private final Setup setup;
    private final Context context;
    private final NodePools pools;
    private final Kubernetes kubernetes;
    private final Sales sales;
    private final Prices prices;

    Examination(Setup setup, Context context, NodePools pools, Kubernetes kubernetes, Sales sales, Prices prices) {
        this.setup = setup;
        this.context = context;
        this.pools = pools;
        this.kubernetes = kubernetes;
        this.sales = sales;
        this.prices = prices;
    }

    List<Finding> findings() throws Failure {
        List<Finding> found = new ArrayList<>();
        Cluster cluster;
        try {
            cluster = pools.cluster();
        } catch (Failure e) {
            if (!Failures.is(StatusCode.Code.NOT_FOUND, e)) {
                throw e;
            }
            return List.of(Finding.wrong(
                    "cluster " + setup.cluster(),
                    "there is no such cluster in " + setup.location() + " of project " + setup.project(),
                    "see gcloud container clusters list --project=" + setup.project()
                            + "; a zonal cluster's location is its zone"));
        }
        cluster(cluster, found);
        List<Kind> kinds = sales.read(cluster);
        found.addAll(new PoolCheck(setup, sales, prices).findings(cluster, kinds));
        found.addAll(new AccessCheck(setup, context, kubernetes).findings(kinds));
        return found;
    }

    private void cluster(Cluster cluster, List<Finding> found) {
        String about = "cluster " + setup.cluster();
        found.add(Finding.note(
                about,
                "GKE asks for $0.10 an hour for the cluster itself, $73 a month, whatever is bought here; one cluster in"
                        + " a zone is free in each billing account"));
        if (cluster.getStatus() != Cluster.Status.RUNNING) {
            found.add(Finding.warning(
                    about,
                    "it is " + cluster.getStatus() + ", so purchases may have to wait",
                    "wait until it is RUNNING"));
        }
        boolean hasEngine = sales.templates().stream().anyMatch(Template::engine);
        if (cluster.getAutopilot().getEnabled() && (hasEngine || setup.ownPools())) {
            found.add(Finding.wrong(
                    about,
                    "it is an Autopilot cluster, which has no node pools to make and refuses privileged pods",
                    "use a Standard cluster"));
        }
        if (hasEngine && Clusters.minor(cluster).orElse(FIRST_MINOR) < FIRST_MINOR) {
            found.add(Finding.wrong(
                    about,
                    "it runs Kubernetes " + cluster.getCurrentMasterVersion() + ", which has no sidecar containers",
                    "upgrade it to 1." + FIRST_MINOR + " or later"));
        }
    }
}
