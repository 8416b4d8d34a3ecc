package io.github.dynagents.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.container.v1.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.dynagents.core.spi.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The cluster's API. Found when first asked for, and looked for anew after it could not be reached. */
final class Kubernetes implements AutoCloseable {
    private static final long PAGE = 500;

    private final Setup setup;
    private final GoogleClients google;
    private final NodePools pools;
    private final AnswerDates dates = new AnswerDates();
    private Optional<KubernetesClient> client = Optional.empty();
    private final List<KubernetesClient> all = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    Kubernetes(Setup setup, GoogleClients google, NodePools pools) {
        this.setup = setup;
        this.google = google;
        this.pools = pools;
    }

    /**
     * The answer of a call that only reads.
     *
     * @throws Failure if it fails, without effect
     */
    <T> T ask(String doing, Function<KubernetesClient, T> call) throws Failure {
        return make(doing, false, call);
    }

    /**
     * The answer of a call that changes something.
     *
     * @throws Failure if it fails; of unknown effect if it may have changed it
     */
    <T> T change(String doing, Function<KubernetesClient, T> call) throws Failure {
        return make(doing, true, call);
    }

    /**
     * All of a kind, page after page.
     *
     * @throws Failure if any page cannot be had, or an answer is no list
     */
    <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> list(
            String doing, BiFunction<KubernetesClient, ListOptions, L> read) throws Failure {
        List<T> all = new ArrayList<>();
        String next = "";
        do {
            ListOptions page = new ListOptionsBuilder()
                    .withLimit(PAGE)
                    .withContinue(next.isEmpty() ? null : next)
                    .build();
            L answer = ask(doing, reached -> read.apply(reached, page));
            ListMeta meta = answer.getMetadata();
            if (meta == null || meta.getResourceVersion() == null) {
                throw Failure.of(Failure.Kind.BROKEN, doing + ": the answer is no list");
            }
            all.addAll(answer.getItems());
            next = Optional.ofNullable(meta.getContinue()).orElse("");
        } while (!next.isEmpty());
        return all;
    }

    /** The client looks for its own classes in the thread's class loader, which may not know this plugin's. */
    private <T> T make(String doing, boolean changes, Function<KubernetesClient, T> call) throws Failure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Kubernetes.class.getClassLoader());
        try {
            return made(doing, changes, call);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private <T> T made(String doing, boolean changes, Function<KubernetesClient, T> call) throws Failure {
        KubernetesClient reached = client();
        try {
            return call.apply(reached);
        } catch (RuntimeException e) {
            if (Failures.isUnreached(e)) {
                forget(reached);
            }
            throw Failures.of(doing, e, changes);
        }
    }

    /** The time by the cluster's own clock, at some moment before this returns. */
    Instant now() throws Failure {
        ask("asking for the cluster's version", reached -> Optional.ofNullable(reached.raw("/version")));
        return dates.last()
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.BROKEN, "the cluster's API tells no time: is it behind a proxy that drops Date?"));
    }

    /** Found by one thread, for which others wait no longer than until they are interrupted. */
    private KubernetesClient client() throws Failure {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted("connecting to the cluster", false).because(e);
        }
        try {
            if (closed) {
                throw GoogleClients.closedFailure();
            }
            if (client.isEmpty()) {
                client = Optional.of(made(config()));
            }
            return client.get();
        } finally {
            lock.unlock();
        }
    }

    private KubernetesClient made(Config config) {
        KubernetesClient made = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new ClosedHttpClients())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("dates", dates))
                .build();
        // what it looks for is looked for now: later it would be on threads of its own
        made.getKubernetesSerialization()
                .unmarshal("{\"kind\": \"Status\", \"apiVersion\": \"v1\"}", KubernetesResource.class);
        all.add(made);
        return made;
    }

    /** The cluster may have moved. Not closed yet: others may be waiting on it. */
    private void forget(KubernetesClient unreachable) {
        if (isFoundByGoogle() && lock.tryLock()) {
            try {
                if (client.equals(Optional.of(unreachable))) {
                    client = Optional.empty();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean isFoundByGoogle() {
        return setup.kubeconfig().isEmpty() && setup.kubernetesEndpoint().isEmpty();
    }

    private Config config() throws Failure {
        ConfigBuilder config = setup.kubeconfig().isPresent()
                ? new ConfigBuilder(read(setup.kubeconfig().get()))
                : setup.kubernetesEndpoint().isPresent()
                        ? at(setup.kubernetesEndpoint().get())
                        : at(pools.cluster());
        int timeout = Math.toIntExact(setup.timeout().toMillis());
        // a call is made once: core knows better when to make it again
        return config.withRequestTimeout(timeout)
                .withConnectionTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    private static Config read(Path kubeconfig) throws Failure {
        try {
            return Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException e) {
            // what the parser says may show parts of the file
            throw Failure.of(
                    Failure.Kind.DENIED,
                    "option \"kubeconfig\": " + kubeconfig + " cannot be read, or is no configuration of kubectl's");
        }
    }

    private ConfigBuilder at(URI endpoint) throws Failure {
        ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(endpoint.toString());
        return Addresses.isPlain(endpoint) ? config : asGoogle(config);
    }

    private ConfigBuilder at(Cluster cluster) throws Failure {
        if (cluster.getEndpoint().isBlank()) {
            throw Failure.of(
                    Failure.Kind.UNAVAILABLE,
                    "cluster " + setup.cluster() + " has no address: it is " + cluster.getStatus()
                            + ", or reached by its DNS endpoint only; then give that as kubernetes-endpoint");
        }
        return asGoogle(new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + cluster.getEndpoint())
                .withCaCertData(cluster.getMasterAuth().getClusterCaCertificate()));
    }

    private ConfigBuilder asGoogle(ConfigBuilder config) throws Failure {
        GoogleCredentials credentials = google.credentials();
        return config.withOauthTokenProvider(() -> google.token(credentials));
    }

    @Override
    public void close() {
        closed = true;
        all.forEach(KubernetesClient::close);
    }
}
