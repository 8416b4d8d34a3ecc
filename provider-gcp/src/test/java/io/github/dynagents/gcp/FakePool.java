package io.github.dynagents.gcp;

import com.google.container.v1.NodeConfig;
import com.google.container.v1.NodePool;
import com.google.container.v1.NodePool.Status;
import com.google.container.v1.StatusCondition;
import com.google.rpc.Code;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A node pool as it was asked for, and what has become of it. */
final class FakePool {
    /** What Google says where it has no machine of that type left. */
    static final String STOCKOUT =
            "Google Compute Engine: Not all instances running in IGM after 35.2s. Expected 1, running 0,"
                    + " transitioning 1. Current errors: [ZONE_RESOURCE_POOL_EXHAUSTED]: Instance creation failed: The zone"
                    + " 'projects/%s/zones/%s' does not have enough resources available to fulfill the request.";

    final NodePool asked;
    final List<String> zones;
    final Instant created;
    /** Empty unless Google has no machine for it. */
    final Optional<String> stockout;

    private final Instant up;
    private Optional<Instant> deleted = Optional.empty();
    private Optional<Instant> gone = Optional.empty();
    private Optional<Status> forced = Optional.empty();
    private int numbered;

    FakePool(NodePool asked, List<String> zones, Instant created, Instant up, Optional<String> stockout) {
        this.asked = asked;
        this.zones = zones;
        this.created = created;
        this.up = up;
        this.stockout = stockout;
    }

    String name() {
        return asked.getName();
    }

    NodeConfig config() {
        return asked.getConfig();
    }

    Instant up() {
        return up;
    }

    /** The name of its next virtual machine. */
    String nextNode() {
        return "gke-ci-%s-%04x".formatted(name(), ++numbered);
    }

    void delete(Instant at, Instant gone) {
        this.deleted = Optional.of(at);
        this.gone = Optional.of(gone);
    }

    boolean isDeleted() {
        return deleted.isPresent();
    }

    Optional<Instant> gone() {
        return gone;
    }

    void force(Optional<Status> status) {
        forced = status;
    }

    boolean canGrow(int nodes, Instant now) {
        return !isDeleted()
                && stockout.isEmpty()
                && !up.isAfter(now)
                && asked.getAutoscaling().getEnabled()
                && nodes < most();
    }

    int least() {
        return Math.max(
                asked.getAutoscaling().getMinNodeCount() * zones.size(),
                asked.getAutoscaling().getTotalMinNodeCount());
    }

    private int most() {
        int total = asked.getAutoscaling().getTotalMaxNodeCount();
        return total > 0 ? total : asked.getAutoscaling().getMaxNodeCount() * zones.size();
    }

    /** @param grows whether a node of it is not there yet */
    Status status(Instant now, boolean grows) {
        if (forced.isPresent()) {
            return forced.get();
        } else if (isDeleted()) {
            return Status.STOPPING;
        } else if (up.isAfter(now)) {
            return Status.PROVISIONING;
        } else if (stockout.isPresent()) {
            return Status.ERROR;
        }
        return grows ? Status.RECONCILING : Status.RUNNING;
    }

    /** Why it is in error is told in both ways, the old and the new. */
    @SuppressWarnings("deprecation")
    NodePool shown(Instant now, boolean grows) {
        NodePool.Builder shown = asked.toBuilder()
                .setStatus(status(now, grows))
                .setVersion("1.33.4-gke.1134000")
                .clearLocations()
                .addAllLocations(zones);
        if (!up.isAfter(now)) {
            stockout.ifPresent(why -> shown.setStatusMessage(why)
                    .addConditions(StatusCondition.newBuilder()
                            .setCanonicalCode(Code.RESOURCE_EXHAUSTED)
                            .setMessage(why)));
        }
        return shown.build();
    }
}
