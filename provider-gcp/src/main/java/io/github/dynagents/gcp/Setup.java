package io.github.dynagents.gcp;

import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The options of an account.
 *
 * @param location of the cluster: a region or a zone
 * @param ownPools whether each machine has a node pool of its own
 * @param namespace in which its pods are
 * @param credentials a service account's key; empty for the application-default credentials
 * @param endpoint where Google's own services are, in place of their addresses
 * @param kubernetesEndpoint where the cluster's API is, in place of what Google says
 * @param kubeconfig how to reach the cluster's API, with its own credentials
 * @param timeout for one call
 * @param parallelOperations how many operations on node pools run at once in one cluster
 * @param nodeRemoval from the end of a machine's pod to the end of its node's bill
 */
record Setup(
        String project,
        String location,
        String cluster,
        boolean ownPools,
        String namespace,
        Optional<Path> credentials,
        Optional<URI> endpoint,
        Optional<URI> kubernetesEndpoint,
        Optional<Path> kubeconfig,
        Duration timeout,
        int parallelOperations,
        Duration nodeRemoval,
        boolean livePrices,
        Optional<Path> priceTable,
        Optional<Duration> billingIncrement,
        Optional<Duration> billingMinimum) {
    static final String SHARED_POOL = "shared-pool";
    static final String POOL_PER_MACHINE = "pool-per-machine";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_OPERATIONS = 100;

    static List<Option> options() {
        return List.of(
                Option.required("project", String.class, "id of the Google Cloud project, such as my-project-123"),
                Option.required("location", String.class, "the cluster's region or zone, such as europe-west3"),
                Option.required("cluster", String.class, "the cluster's name"),
                Option.of(
                        "mode",
                        String.class,
                        SHARED_POOL,
                        "shared-pool: machines are pods on an autoscaled node pool; pool-per-machine: a pool for each"),
                Option.of("namespace", String.class, "dynagents", "of the cluster, in which the machines' pods are"),
                Option.optional(
                        "credentials",
                        Path.class,
                        "a service account's key file; the application-default credentials unless given"),
                Option.optional("endpoint", String.class, "where Google's services are; http only on this host"),
                Option.optional(
                        "kubernetes-endpoint",
                        String.class,
                        "where the cluster's API is, such as its DNS endpoint; what Google says unless given"),
                Option.optional(
                        "kubeconfig", Path.class, "how to reach the cluster's API, in place of the credentials above"),
                Option.of("timeout", Duration.class, "20s", "for one call"),
                Option.of(
                        "parallel-operations",
                        Integer.class,
                        "5",
                        "how many node pools the cluster makes at once; with mode pool-per-machine"),
                Option.of(
                        "node-removal",
                        Duration.class,
                        "20m",
                        "from a machine's end to that of its node's bill: the autoscaler's patience, and its work"),
                Option.of("prices", String.class, "table", "table: as shipped; catalog: looked up at Google, live"),
                Option.optional("price-table", Path.class, "a table of prices in place of the one that is shipped"),
                Option.optional(
                        "billing-increment", Duration.class, "what running time is rounded up to; 1s unless given"),
                Option.optional("billing-minimum", Duration.class, "what is paid for at least; 1m unless given"));
    }

    /** @throws IllegalArgumentException if an option makes no sense, alone or with others */
    static Setup read(Settings account) {
        String mode = Checks.oneOf("mode", List.of(SHARED_POOL, POOL_PER_MACHINE), account.get("mode", String.class));
        String prices = Checks.oneOf("prices", List.of("table", "catalog"), account.get("prices", String.class));
        Setup setup = new Setup(
                account.get("project", String.class).strip(),
                account.get("location", String.class).strip(),
                account.get("cluster", String.class).strip(),
                mode.equals(POOL_PER_MACHINE),
                account.get("namespace", String.class).strip(),
                account.find("credentials", Path.class),
                account.find("endpoint", String.class).map(text -> Addresses.read("endpoint", text)),
                account.find("kubernetes-endpoint", String.class)
                        .map(text -> Addresses.read("kubernetes-endpoint", text)),
                account.find("kubeconfig", Path.class),
                account.get("timeout", Duration.class),
                account.get("parallel-operations", Integer.class),
                account.get("node-removal", Duration.class),
                prices.equals("catalog"),
                account.find("price-table", Path.class),
                account.find("billing-increment", Duration.class),
                account.find("billing-minimum", Duration.class));
        setup.check();
        return setup;
    }

    private void check() {
        Checks.require(
                "project", project.matches("[a-z][a-z0-9.:-]{4,61}[a-z0-9]"), "must be an id such as my-project-123");
        Checks.require(
                "location",
                location.matches("[a-z]+-[a-z]+[0-9]+(-[a-z])?"),
                "must be a region or zone such as europe-west3 or europe-west3-a");
        Checks.require("cluster", cluster.matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?"), "must be a cluster's name");
        Checks.require(
                "namespace", namespace.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"), "must be a namespace's name");
        Checks.require(
                "kubeconfig",
                kubeconfig.isEmpty() || kubernetesEndpoint.isEmpty(),
                "cannot be given with kubernetes-endpoint: which of them is it?");
        Checks.require("timeout", timeout.isPositive() && timeout.compareTo(LONGEST) <= 0, "must be 5 minutes at most");
        Checks.require(
                "parallel-operations",
                parallelOperations > 0 && parallelOperations <= MOST_OPERATIONS,
                "must be 1 to " + MOST_OPERATIONS);
        Checks.require("node-removal", !nodeRemoval.isNegative(), "must not be negative");
        Checks.require(
                "billing-increment", billingIncrement.map(Duration::isPositive).orElse(true), "must be more than zero");
        Checks.require(
                "billing-minimum", billingMinimum.filter(Duration::isNegative).isEmpty(), "must not be negative");
    }

    /** The region of the location. */
    String region() {
        return Kind.region(location);
    }

    /** When the last request of a purchase, sent before then, has been answered or never will be. */
    Instant lastAnswer(Instant sendBefore) {
        return sendBefore.plusSeconds(1).plus(timeout);
    }

    /** As the API names the cluster. */
    String clusterPath() {
        return "projects/" + project + "/locations/" + location + "/clusters/" + cluster;
    }

    /** As the API names a node pool. */
    String poolPath(String pool) {
        return clusterPath() + "/nodePools/" + pool;
    }
}
