package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The objects at an API server, real or not, by what any of them grants. */
final class ClientObjects implements KubeObjects {
    private static final Comparator<Pod> AGE = Comparator.<Pod, String>comparing(
                    pod -> pod.getMetadata().getCreationTimestamp())
            .thenComparing(pod -> pod.getMetadata().getName());
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final String namespace;
    private final LongSupplier version;

    /** @param version another one whenever anything may have changed at the server */
    ClientObjects(KubernetesClient client, String namespace, LongSupplier version) {
        this.client = client;
        this.namespace = namespace;
        this.version = version;
    }

    @Override
    public long version() {
        return version.getAsLong();
    }

    @Override
    public List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .sorted(AGE)
                .toList();
    }

    @Override
    public Optional<String> secret(String name) {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                .map(secret -> secret.getData().values().stream()
                        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n")));
    }

    @Override
    public void bind(Pod pod, String node) {
        Binding binding = new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(namespace)
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build();
        there(() -> client.raw(
                "/api/v1/namespaces/" + namespace + "/pods/" + pod.getMetadata().getName() + "/binding",
                "POST",
                binding));
    }

    @Override
    public void status(Pod pod, PodStatus status) {
        there(() -> client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(MERGE, Serialization.asJson(Map.of("status", status))));
    }

    @Override
    public void remove(Pod pod) {
        there(() -> client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .withGracePeriod(0)
                .delete());
    }

    @Override
    public void show(Node node) {
        if (client.nodes().withName(node.getMetadata().getName()).get() == null) {
            client.nodes().resource(node).create();
        } else {
            client.nodes()
                    .withName(node.getMetadata().getName())
                    .patch(MERGE, Serialization.asJson(Map.of("spec", node.getSpec())));
        }
        client.nodes()
                .withName(node.getMetadata().getName())
                .subresource("status")
                .patch(MERGE, Serialization.asJson(Map.of("status", node.getStatus())));
    }

    @Override
    public void hide(String node) {
        there(() -> client.nodes().withName(node).delete());
    }

    /** What is gone meanwhile needs nothing more. */
    private static void there(Runnable action) {
        try {
            action.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
