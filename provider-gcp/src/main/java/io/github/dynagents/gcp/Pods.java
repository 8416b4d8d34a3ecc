package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The machines' pods, and the nodes, at the cluster's API. */
final class Pods {
    private static final long AT_ONCE = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Kubernetes kubernetes;
    private final String namespace;
    private final String owner;
    private final InstantSource clock;

    Pods(Kubernetes kubernetes, String namespace, String owner, InstantSource clock) {
        this.clock = clock;
        this.kubernetes = kubernetes;
        this.namespace = namespace;
        this.owner = owner;
    }

    /** All of this owner. */
    List<Pod> all() throws Failure {
        return kubernetes.list(
                "listing pods",
                (client, page) -> client.pods()
                        .inNamespace(namespace)
                        .withLabel(Keys.OWNER, Keys.label(owner))
                        .list(page));
    }

    /** All nodes of the cluster. */
    List<Node> nodes() throws Failure {
        return kubernetes.list("listing nodes", (client, page) -> client.nodes().list(page));
    }

    /** The pod of that name, whoever it belongs to. */
    Optional<Pod> named(String name) throws Failure {
        Optional<Pod> found = Optional.ofNullable(kubernetes.ask(
                "looking for pod " + name, client -> resource(client, name).get()));
        if (found.isPresent()) {
            checked("looking for pod " + name, found.get(), name);
        }
        return found;
    }

    private PodResource resource(KubernetesClient client, String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    /** Whether it bears this owner's name. */
    boolean isOurs(Pod pod) {
        return Meta.isOf(owner, pod);
    }

    /** Makes it; empty if there is one of that name. */
    Optional<Pod> create(Pod pod) throws Failure {
        String name = pod.getMetadata().getName();
        String doing = "making pod " + name;
        try {
            return Optional.of(checked(
                    doing,
                    kubernetes.change(
                            doing,
                            client -> client.pods()
                                    .inNamespace(namespace)
                                    .resource(pod)
                                    .create()),
                    name));
        } catch (Failure e) {
            if (Failures.isThereAlready(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Pod checked(String doing, Pod pod, String name) throws Failure {
        if (pod.getMetadata() == null
                || !name.equals(pod.getMetadata().getName())
                || pod.getMetadata().getCreationTimestamp() == null) {
            throw Failure.unknownEffect(Failure.Kind.BROKEN, doing + ": the answer is no such pod");
        }
        return pod;
    }

    /**
     * Sets an annotation of one of ours, in one request.
     *
     * @throws Failure INVALID if there is none of ours of that name
     */
    void annotate(String name, String key, String value) throws Failure {
        String patch = """
                [{"op": "test", "path": "/metadata/labels/%s", "value": "%s"},
                 {"op": "add", "path": "/metadata/annotations/%s", "value": "%s"}]""".formatted(Keys.OWNER, Keys.label(owner), key, value);
        Pod named = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build(); // of a name alone the client would first ask for the whole pod
        kubernetes.change(
                "marking pod " + name,
                client -> client.pods()
                        .inNamespace(namespace)
                        .resource(named)
                        .patch(PatchContext.of(PatchType.JSON), patch));
    }

    /**
     * Ends it with the grace that it was made with; its agent is sent SIGTERM.
     *
     * @return whether there was one
     */
    boolean end(String name) throws Failure {
        return !kubernetes
                .change("ending pod " + name, client -> resource(client, name).delete())
                .isEmpty();
    }

    /**
     * Ends it within seconds. One whose kubelet does not do so is then removed without it: as that would go on with the
     * pod's whole grace, unseen, it is not done at first.
     */
    void kill(Pod pod) throws Failure {
        String name = pod.getMetadata().getName();
        boolean runs = pod.getSpec() != null
                && pod.getSpec().getNodeName() != null
                && (pod.getStatus() == null
                        || !ENDED.contains(String.valueOf(pod.getStatus().getPhase())));
        boolean wasTold = Meta.time(pod.getMetadata().getDeletionTimestamp())
                .filter(told -> isShort(pod) && told.plus(PATIENCE).isBefore(clock.instant()))
                .isPresent();
        if (runs && !wasTold) {
            delete(name, AT_ONCE);
        } else {
            forget(name);
        }
    }

    private static boolean isShort(Pod pod) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return grace != null && grace <= AT_ONCE;
    }

    /** Removes it from the cluster's API: one that waits for a node, or has ended, or whose node is no more. */
    void forget(String name) throws Failure {
        delete(name, 0);
    }

    private void delete(String name, long grace) throws Failure {
        kubernetes.change(
                "deleting pod " + name,
                client -> resource(client, name).withGracePeriod(grace).delete());
    }
}
