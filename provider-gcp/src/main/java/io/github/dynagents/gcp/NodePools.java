package io.github.dynagents.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.container.v1.Cluster;
import com.google.container.v1.CreateNodePoolRequest;
import com.google.container.v1.DeleteNodePoolRequest;
import com.google.container.v1.GetClusterRequest;
import com.google.container.v1.GetNodePoolRequest;
import com.google.container.v1.ListNodePoolsRequest;
import com.google.container.v1.NodePool;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The cluster and its node pools, at Google's Container API. Operations of one cluster get in each other's way: one that
 * must wait for others is asked for again, until its time is over.
 */
final class NodePools {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long after a conflict that outlasted a call it is worth to ask again: about half of what an operation takes. */
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Setup setup;
    private final GoogleClients clients;
    private final InstantSource clock;

    NodePools(Setup setup, GoogleClients clients, InstantSource clock) {
        this.setup = setup;
        this.clients = clients;
        this.clock = clock;
    }

    Cluster cluster() throws Failure {
        return Google.ask(
                "reading cluster " + setup.cluster(),
                setup.timeout(),
                clients.clusters()
                        .getClusterCallable()
                        .futureCall(GetClusterRequest.newBuilder()
                                .setName(setup.clusterPath())
                                .build()));
    }

    /** All of the cluster, in one answer: this call has no pages. */
    List<NodePool> all() throws Failure {
        return Google.ask(
                        "listing node pools",
                        setup.timeout(),
                        clients.clusters()
                                .listNodePoolsCallable()
                                .futureCall(ListNodePoolsRequest.newBuilder()
                                        .setParent(setup.clusterPath())
                                        .build()))
                .getNodePoolsList();
    }

    /** The one of that name, if there is one. */
    Optional<NodePool> named(String name) throws Failure {
        try {
            return Optional.of(Google.ask(
                    "reading node pool " + name,
                    setup.timeout(),
                    clients.clusters()
                            .getNodePoolCallable()
                            .futureCall(GetNodePoolRequest.newBuilder()
                                    .setName(setup.poolPath(name))
                                    .build())));
        } catch (Failure e) {
            if (Failures.is(StatusCode.Code.NOT_FOUND, e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Begins to make one; it is up some minutes later.
     *
     * @param until after which no request is sent any more
     * @return whether this call made it, rather than an earlier one
     */
    boolean create(NodePool pool, Instant until) throws Failure {
        CreateNodePoolRequest request = CreateNodePoolRequest.newBuilder()
                .setParent(setup.clusterPath())
                .setNodePool(pool)
                .build();
        try {
            String doing = "making node pool " + pool.getName();
            inTurn(
                    doing,
                    until,
                    () -> Google.change(
                            doing,
                            setup.timeout(),
                            clients.clusters().createNodePoolCallable().futureCall(request)));
            return true;
        } catch (Failure e) {
            if (Failures.is(StatusCode.Code.ALREADY_EXISTS, e)) {
                return false;
            }
            throw e;
        }
    }

    /** Begins to delete one. One that is gone already is success. */
    void delete(String name) throws Failure {
        DeleteNodePoolRequest request =
                DeleteNodePoolRequest.newBuilder().setName(setup.poolPath(name)).build();
        try {
            String doing = "deleting node pool " + name;
            inTurn(
                    doing,
                    clock.instant().plus(setup.timeout()),
                    () -> Google.change(
                            doing,
                            setup.timeout(),
                            clients.clusters().deleteNodePoolCallable().futureCall(request)));
        } catch (Failure e) {
            if (!Failures.is(StatusCode.Code.NOT_FOUND, e)) {
                throw e;
            }
        }
    }

    /** A call that changes something. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws Failure;
    }

    private <T> T inTurn(String doing, Instant until, Change<T> change) throws Failure {
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (clock.instant().isAfter(until)) {
                throw Failure.of(Failure.Kind.UNAVAILABLE, doing + ": it is too late");
            }
            try {
                return change.make();
            } catch (Failure e) {
                if (!isInTheWay(e)) {
                    throw e;
                }
                if (!clock.instant().plus(pause).isBefore(until)) {
                    throw Failure.of(
                                    Failure.Kind.UNAVAILABLE,
                                    doing + ": other operations of the cluster are in its way: " + e.getMessage())
                            .retryAfter(LATER)
                            .because(e);
                }
                rest(doing, pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static void rest(String doing, Duration pause) throws Failure {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(doing, false).because(e);
        }
    }

    /** Whether something else is going on at the cluster, after which the same request does well. */
    private static boolean isInTheWay(Failure failure) {
        if (!(failure.getCause() instanceof ApiException refusal)) {
            return false;
        }
        String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        return switch (refusal.getStatusCode().getCode()) {
            case FAILED_PRECONDITION, ABORTED -> message.contains("operation");
            case RESOURCE_EXHAUSTED -> message.contains("operations quota");
            default -> false;
        };
    }
}
