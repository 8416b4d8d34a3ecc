package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.ClusterManagerGrpc;
import com.google.container.v1.CreateNodePoolRequest;
import com.google.container.v1.DeleteNodePoolRequest;
import com.google.container.v1.GetClusterRequest;
import com.google.container.v1.GetNodePoolRequest;
import com.google.container.v1.GetOperationRequest;
import com.google.container.v1.ListNodePoolsRequest;
import com.google.container.v1.ListNodePoolsResponse;
import com.google.container.v1.ListOperationsRequest;
import com.google.container.v1.ListOperationsResponse;
import com.google.container.v1.MasterAuth;
import com.google.container.v1.NodePool;
import com.google.container.v1.Operation;
import com.google.container.v1.WorkloadIdentityConfig;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.function.Function;

/** Google's service for clusters, over one cluster. */
final class FakeClusterManager extends ClusterManagerGrpc.ClusterManagerImplBase {
    private static final String CLUSTER_NAME =
            "projects/" + FakeGke.PROJECT + "/locations/" + FakeGke.LOCATION + "/clusters/" + FakeGke.CLUSTER;

    private final FakeWorld world;
    private final Trouble trouble;

    FakeClusterManager(FakeWorld world, Trouble trouble) {
        this.world = world;
        this.trouble = trouble;
    }

    @Override
    public void getCluster(GetClusterRequest request, StreamObserver<Cluster> answer) {
        answer("GetCluster", answer, now -> {
            isOurs(request.getName());
            Cluster.Builder cluster = Cluster.newBuilder();
            world.gke().pools().forEach(pool -> cluster.addNodePools(world.gke().shown(pool, now)));
            return cluster.setCurrentMasterVersion("1.33.4-gke.1134000")
                    .setName(FakeGke.CLUSTER)
                    .setLocation(FakeGke.LOCATION)
                    .addAllLocations(FakeGke.ZONES)
                    .setStatus(Cluster.Status.RUNNING)
                    .setEndpoint("198.51.100.7")
                    .setMasterAuth(MasterAuth.newBuilder().setClusterCaCertificate("Y2VydGlmaWNhdGU="))
                    .setWorkloadIdentityConfig(
                            WorkloadIdentityConfig.newBuilder().setWorkloadPool(FakeGke.PROJECT + ".svc.id.goog"))
                    .build();
        });
    }

    @Override
    public void listNodePools(ListNodePoolsRequest request, StreamObserver<ListNodePoolsResponse> answer) {
        answer("ListNodePools", answer, now -> {
            isOurs(request.getParent());
            ListNodePoolsResponse.Builder all = ListNodePoolsResponse.newBuilder();
            world.gke().pools().forEach(pool -> all.addNodePools(world.gke().shown(pool, now)));
            return all.build();
        });
    }

    @Override
    public void getNodePool(GetNodePoolRequest request, StreamObserver<NodePool> answer) {
        answer("GetNodePool", answer, now -> {
            FakePool pool = world.gke()
                    .pool(last(request.getName()))
                    .orElseThrow(() -> FakeGke.notFound("nodePools/" + last(request.getName())));
            return world.gke().shown(pool, now);
        });
    }

    @Override
    public void createNodePool(CreateNodePoolRequest request, StreamObserver<Operation> answer) {
        trouble.asked(request.getNodePool().getName());
        answer("CreateNodePool", answer, now -> {
            isOurs(request.getParent());
            if (!request.getNodePool().getName().matches("[a-z]([-a-z0-9]{0,38}[a-z0-9])?")) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("Invalid value for field \"node_pool.name\": \""
                                + request.getNodePool().getName() + "\".")
                        .asRuntimeException();
            }
            return world.gke().create(request.getNodePool(), now);
        });
    }

    @Override
    public void deleteNodePool(DeleteNodePoolRequest request, StreamObserver<Operation> answer) {
        answer("DeleteNodePool", answer, now -> {
            isOurs(request.getName().replaceAll("/nodePools/.*", ""));
            return world.gke().delete(last(request.getName()), now);
        });
    }

    @Override
    public void getOperation(GetOperationRequest request, StreamObserver<Operation> answer) {
        answer(
                "GetOperation",
                answer,
                now -> world.gke()
                        .operations()
                        .find(last(request.getName()), now)
                        .orElseThrow(() -> FakeGke.notFound("operations/" + last(request.getName()))));
    }

    @Override
    public void listOperations(ListOperationsRequest request, StreamObserver<ListOperationsResponse> answer) {
        answer(
                "ListOperations",
                answer,
                now -> ListOperationsResponse.newBuilder()
                        .addAllOperations(world.gke().operations().list(now))
                        .build());
    }

    private static void isOurs(String name) {
        if (!name.equals(CLUSTER_NAME)) {
            throw Status.NOT_FOUND.withDescription("Not found: " + name + ".").asRuntimeException();
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private <T> void answer(String method, StreamObserver<T> answer, Function<Instant, T> right) {
        GrpcFaults.play(trouble.with(method), answer, () -> world.at(right));
    }
}
