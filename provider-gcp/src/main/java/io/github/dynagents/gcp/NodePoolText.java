package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodeConfig;
import com.google.container.v1.NodeKubeletConfig;
import com.google.container.v1.NodeManagement;
import com.google.container.v1.NodePool;
import com.google.container.v1.NodePoolAutoscaling;
import com.google.container.v1.NodeTaint;
import com.google.container.v1.WorkloadMetadataConfig;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The node pool of one machine. It begins with one node, which goes by itself once its pod has ended: the pool is
 * autoscaled, from none to one. At the end of the longest life that a machine can have, Compute Engine ends its node
 * whatever else happens.
 */
final class NodePoolText {
    /** The first minor version of which all releases of GKE know that setting. */
    private static final int KNOWS_ONE_PROCESS = 33;

    private NodePoolText() {}

    static NodePool of(Purchase purchase, Kind kind, Cluster cluster) {
        String owner = Keys.label(purchase.owner());
        NodeConfig.Builder node = NodeConfig.newBuilder()
                .setMachineType(kind.type())
                .setDiskSizeGb(kind.template().diskSize())
                .setDiskType(kind.template().diskType())
                .setImageType(kind.template().imageType())
                .setSpot(kind.capacity() == CapacityType.SPOT)
                .setMaxRunDuration(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(longestLife(purchase).toSeconds()))
                .putLabels(Keys.OWNER, owner)
                .putLabels(Keys.POOL, Keys.label(purchase.pool()))
                .putLabels(Keys.BORN, Long.toString(born(purchase).getEpochSecond()))
                .putResourceLabels(Keys.OWNER, onTheBill(owner))
                .putResourceLabels(Keys.POOL, onTheBill(Keys.label(purchase.pool())))
                .putMetadata("disable-legacy-endpoints", "true")
                .addOauthScopes("https://www.googleapis.com/auth/cloud-platform")
                .addTaints(NodeTaint.newBuilder()
                        .setKey(Keys.TAINT)
                        .setValue(purchase.name().value())
                        .setEffect(NodeTaint.Effect.NO_SCHEDULE));
        kind.template().serviceAccount().ifPresent(node::setServiceAccount);
        if (Clusters.minor(cluster).orElse(0)
                >= KNOWS_ONE_PROCESS) { // when memory is short, a job and not its whole engine
            node.setKubeletConfig(NodeKubeletConfig.newBuilder().setSingleProcessOomKill(true));
        }
        if (Clusters.hidesNodesCredentials(cluster)) {
            node.setWorkloadMetadataConfig(
                    WorkloadMetadataConfig.newBuilder().setMode(WorkloadMetadataConfig.Mode.GKE_METADATA));
        }
        return NodePool.newBuilder()
                .setName(purchase.name().value())
                .setInitialNodeCount(1)
                .addLocations(kind.zone())
                .setAutoscaling(NodePoolAutoscaling.newBuilder()
                        .setEnabled(true)
                        .setMinNodeCount(0)
                        .setMaxNodeCount(1))
                // which clusters in a release channel demand
                .setManagement(NodeManagement.newBuilder().setAutoRepair(true).setAutoUpgrade(true))
                .setConfig(node)
                .build();
    }

    /** By when the watchdog has ended it, however late that began. */
    static Duration longestLife(Purchase purchase) {
        return purchase.maxLife()
                .plus(purchase.grace())
                .plus(PodText.COMING_UP)
                .plus(WatchdogTimes.USUAL.poll())
                .plus(WatchdogTimes.USUAL.shutdown());
    }

    private static Instant born(Purchase purchase) {
        return purchase.lease().until().minus(purchase.lease().ttl());
    }

    private static String onTheBill(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    }
}
