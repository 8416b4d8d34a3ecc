package io.github.dynagents.gcp;

import com.google.container.v1.NodeConfig;
import com.google.container.v1.NodePool;
import com.google.container.v1.NodePoolAutoscaling;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.dynagents.testkit.fault.CallKind;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Google Cloud on loopback: one cluster, and its API server. */
final class FakeGcp implements AutoCloseable {
    private final String namespace;
    private final Trouble trouble;
    private final KubeGate gate;
    private final KubernetesClient own;
    private final FakeWorld world;
    private final Server google;
    private final AtomicInteger connections = new AtomicInteger();

    /** With a namespace of its own: where several share a real API server, each keeps to that. */
    FakeGcp(InstantSource clock, FakeTimes times, Map<CallKind, Set<String>> requests) {
        this(clock, times, requests, "fake-" + UUID.randomUUID());
    }

    FakeGcp(InstantSource clock, FakeTimes times, Map<CallKind, Set<String>> requests, String namespace) {
        this.namespace = namespace;
        trouble = new Trouble(requests);
        gate = new KubeGate(clock, trouble);
        own = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl(gate.address())
                        .withUserAgent(KubeGate.OWN_AGENT)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        own.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        own.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        world = new FakeWorld(clock, new FakeGke(times), new ClientObjects(own, namespace, gate::version));
        gate.world(world);
        try {
            google = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new FakeClusterManager(world, trouble))
                    .addTransportFilter(new Connections(connections))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the machines' pods. */
    String namespace() {
        return namespace;
    }

    /** Of Google's services. */
    String endpoint() {
        return "http://127.0.0.1:" + google.getPort();
    }

    /** Of the cluster's API server. */
    String kubernetesEndpoint() {
        return gate.address();
    }

    /** Values of an account's options that lead here. */
    Map<String, Object> account(String mode) {
        return Map.of(
                "project",
                FakeGke.PROJECT,
                "location",
                FakeGke.LOCATION,
                "cluster",
                FakeGke.CLUSTER,
                "mode",
                mode,
                "namespace",
                namespace,
                "endpoint",
                endpoint(),
                "kubernetes-endpoint",
                kubernetesEndpoint());
    }

    FakeWorld world() {
        return world;
    }

    KubeGate gate() {
        return gate;
    }

    Trouble trouble() {
        return trouble;
    }

    /** The cluster's own client, which goes past all trouble. */
    KubernetesClient own() {
        return own;
    }

    int connections() {
        return connections.get() + gate.connections();
    }

    /** A node pool that a user has made, up long since, and autoscaled from nothing. */
    void userPool(String name, int most) {
        NodePool pool = NodePool.newBuilder()
                .setName(name)
                .setConfig(NodeConfig.newBuilder()
                        .setMachineType("e2-standard-4")
                        .setDiskSizeGb(100)
                        .setDiskType("pd-balanced"))
                .setAutoscaling(
                        NodePoolAutoscaling.newBuilder().setEnabled(true).setTotalMaxNodeCount(most))
                .build();
        world.at(now -> world.gke().put(pool, now.minus(Duration.ofDays(1))));
    }

    @Override
    public void close() {
        own.pods().inNamespace(namespace).withGracePeriod(0).delete();
        own.nodes().withLabel(NodeObjects.POOL).delete();
        own.close();
        google.shutdownNow();
        try {
            google.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gate.close();
    }
}
