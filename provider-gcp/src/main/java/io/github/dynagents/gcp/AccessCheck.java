package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the cluster's API what these credentials may, and has it check the pods that would be made. */
final class AccessCheck {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern USER_NAME = Pattern.compile("\"username\"\\s*:\\s*\"([^\"]+)\"");

    private final Setup setup;
    private final Context context;
    private final Kubernetes kubernetes;

    AccessCheck(Setup setup, Context context, Kubernetes kubernetes) {
        this.setup = setup;
        this.context = context;
        this.kubernetes = kubernetes;
    }

    List<Finding> findings(List<Kind> kinds) throws Failure {
        List<Finding> found = new ArrayList<>();
        List<String> denied = new ArrayList<>();
        for (Rights.Right right : Rights.OF_CLUSTER) {
            for (String verb : right.verbs()) {
                if (!may(verb, right)) {
                    denied.add(verb + " " + right.resource());
                }
            }
        }
        if (!denied.isEmpty()) {
            found.add(Finding.wrong(
                    "cluster " + setup.cluster(),
                    "these credentials" + me() + " may not: " + String.join(", ", denied),
                    "plan --permissions prints the roles that they need"));
        }
        if (!denied.contains("create pods")) {
            dryRuns(kinds, found);
        }
        return found;
    }

    /** As whom the cluster knows them: a role binding must name just that. */
    private String me() {
        String review = "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"SelfSubjectReview\"}";
        try {
            String answer = kubernetes.ask(
                    "asking who these credentials are",
                    client -> client.raw("/apis/authentication.k8s.io/v1/selfsubjectreviews", "POST", review));
            Matcher name = USER_NAME.matcher(String.valueOf(answer));
            return name.find() ? ", which the cluster knows as " + name.group(1) + "," : "";
        } catch (Failure e) {
            return ""; // it is too old to tell
        }
    }

    private boolean may(String verb, Rights.Right right) throws Failure {
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(right.ofCluster() ? null : setup.namespace())
                .withVerb(verb)
                .withResource(right.resource())
                .endResourceAttributes()
                .endSpec()
                .build();
        SelfSubjectAccessReview answer = kubernetes.ask(
                "asking what these credentials may",
                client -> client.authorization().v1().selfSubjectAccessReview().create(review));
        return Optional.ofNullable(answer.getStatus())
                .map(status -> Boolean.TRUE.equals(status.getAllowed()))
                .orElseThrow(() ->
                        Failure.of(Failure.Kind.BROKEN, "asking what these credentials may: the answer says nothing"));
    }

    /** One pod of each template: whether the namespace is there, and takes such pods. */
    private void dryRuns(List<Kind> kinds, List<Finding> found) {
        Set<String> tried = new HashSet<>();
        for (Kind kind : kinds) {
            if (tried.add(kind.template().name())) {
                try {
                    Pod pod = new PodText(sample(kind), kind, setup).pod();
                    kubernetes.ask(
                            "trying out a pod",
                            client -> client.pods()
                                    .inNamespace(setup.namespace())
                                    .resource(pod)
                                    .dryRun(true)
                                    .create());
                } catch (Failure e) {
                    found.add(refused(kind.template(), e));
                }
            }
        }
    }

    private Finding refused(Template template, Failure why) {
        if (Failures.isNotFound(why)) {
            return Finding.wrong(
                    "cluster " + setup.cluster(),
                    "there is no namespace \"" + setup.namespace() + "\"",
                    "kubectl create namespace " + setup.namespace());
        }
        return Finding.wrong(
                "template " + template.name(),
                "its pods would be refused: " + why.getMessage(),
                "privileged pods need a namespace whose pod-security.kubernetes.io/enforce label is privileged; or use"
                        + " engine: none");
    }

    private Purchase sample(Kind kind) {
        return new Purchase(
                new MachineName("dynagents-examined"),
                context.owner(),
                "examined",
                kind.id(context.account()),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).image("examined").build(),
                new Lease(context.clock().instant().plus(HOUR), HOUR, false),
                HOUR,
                HOUR,
                context.clock().instant());
    }
}
