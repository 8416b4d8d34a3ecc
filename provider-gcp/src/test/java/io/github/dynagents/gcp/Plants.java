package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Pods and Secrets that nobody bought, and pods that are held in a state. */
final class Plants {
    private static final Duration AGO = Duration.ofDays(1);

    private final FakeGcp fake;
    private final Set<String> planted = new TreeSet<>();

    Plants(FakeGcp fake) {
        this.fake = fake;
    }

    private String path(String kind) {
        return "/api/v1/namespaces/" + fake.namespace() + "/" + kind;
    }

    /** A name that an object of Kubernetes can have, of one that somebody thought of. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
    }

    /** As they bear it whose owner it is: a label, which all of those here can be. */
    static Map<String, String> labels(Optional<String> owner) {
        return owner.map(it -> Map.of("dynagents-owner", it)).orElse(Map.of());
    }

    /** Pods that wait, and stay as they are. */
    void pods(List<String> names, Optional<String> owner) {
        fake.world().at(now -> {
            names.forEach(name -> pod(name, owner, now.minus(AGO)));
            return now;
        });
    }

    private void pod(String name, Optional<String> owner, Instant created) {
        planted.add(name);
        Map<String, String> annotations = new TreeMap<>();
        owner.ifPresent(
                it -> annotations.putAll(Map.of("dynagents-owner", it, "dynagents-lease", "1700000000-60-run")));
        fake.world().player().leave(name);
        fake.gate()
                .put(
                        path("pods"),
                        Serialization.asJson(new PodBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace(fake.namespace())
                                .withCreationTimestamp(PodStatuses.time(created))
                                .withLabels(labels(owner))
                                .withAnnotations(annotations)
                                .endMetadata()
                                .withNewSpec()
                                .withNodeName("somewhere")
                                .addNewContainer()
                                .withName("machine")
                                .withImage("example/agent:1")
                                .endContainer()
                                .endSpec()
                                .withStatus(new PodStatusBuilder()
                                        .withPhase("Pending")
                                        .build())
                                .build()));
    }

    /** A Secret of long ago, unless there is one. */
    void secret(String name, Optional<String> owner) {
        fake.world().at(now -> {
            fake.gate()
                    .put(
                            path("secrets"),
                            Serialization.asJson(new SecretBuilder()
                                    .withNewMetadata()
                                    .withName(name)
                                    .withNamespace(fake.namespace())
                                    .withCreationTimestamp(PodStatuses.time(now.minus(AGO)))
                                    .withLabels(labels(owner))
                                    .endMetadata()
                                    .withData(Map.of("machine.sh", "eA=="))
                                    .build()));
            return name;
        });
    }

    /** Holds a pod in a phase, or as one that is being deleted. */
    void hold(String name, String state) {
        Pod pod = fake.world().at(now -> {
            fake.world().player().leave(name);
            return fake.world().player().pod(name).orElseThrow();
        });
        if (PodFacts.node(pod).isEmpty() && !state.equals("Pending")) {
            fake.gate()
                    .put(
                            path("pods") + "/" + name + "/binding",
                            "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"" + name
                                    + "\"},\"target\":{\"kind\":\"Node\",\"name\":\"a-node-of-its-own\"}}");
        }
        if (state.equals("Terminating")) {
            fake.own()
                    .pods()
                    .inNamespace(fake.namespace())
                    .withName(name)
                    .withGracePeriod(3600)
                    .delete();
        } else {
            PodStatus status = new PodStatusBuilder().withPhase(state).build();
            fake.own()
                    .pods()
                    .inNamespace(fake.namespace())
                    .withName(name)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("status", status)));
        }
    }

    /** What was held lives on; what was planted does not. */
    void mend() {
        fake.world().at(now -> {
            fake.world().player().goOn(planted);
            return now;
        });
    }

    /** Removes a pod at once. */
    void remove(String name) {
        fake.own()
                .pods()
                .inNamespace(fake.namespace())
                .withName(name)
                .withGracePeriod(0)
                .delete();
    }

    /** A pod, and what is in the Secret of its name, as text. */
    String told(Pod pod) {
        String secret = Optional.ofNullable(fake.own()
                        .secrets()
                        .inNamespace(fake.namespace())
                        .withName(PodFacts.name(pod))
                        .get())
                .map(it -> String.join(
                        "\n",
                        it.getData().values().stream()
                                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                                .toList()))
                .orElse("");
        return Serialization.asJson(pod) + "\n" + secret;
    }
}
