package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod of one machine: where it may run, and for how long. */
final class PodText {
    static final String NODE_POOL = "cloud.google.com/gke-nodepool";
    private static final String SPOT = "cloud.google.com/gke-spot";
    private static final String ARCHITECTURE = "kubernetes.io/arch";

    /** For what comes before the script's first second: images that are pulled, an engine that starts. */
    static final Duration COMING_UP = Duration.ofMinutes(15);

    private static final long SOME_GROUP = 1000;

    private final Purchase purchase;
    private final Kind kind;
    private final String namespace;
    private final boolean hasPoolOfItsOwn;
    private final PodContainers containers;

    PodText(Purchase purchase, Kind kind, Setup setup) {
        this.purchase = purchase;
        this.kind = kind;
        this.namespace = setup.namespace();
        this.hasPoolOfItsOwn = setup.ownPools();
        this.containers = new PodContainers(purchase, kind);
    }

    private Template template() {
        return kind.template();
    }

    private String name() {
        return purchase.name().value();
    }

    Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name())
                .withNamespace(namespace)
                .withLabels(Map.of(Keys.OWNER, Keys.label(purchase.owner())))
                .withAnnotations(annotations())
                .endMetadata()
                .withSpec(spec().build())
                .build();
    }

    private Map<String, String> annotations() {
        return Map.of(
                Keys.OWNER,
                purchase.owner(),
                Keys.POOL,
                purchase.pool(),
                Keys.OFFERING,
                purchase.offering().value(),
                Keys.LEASE,
                purchase.lease().mark(),
                Keys.ON_TERM,
                purchase.agent().onTerm() == OnTerm.KILLS_JOBS ? "kills" : "finishes",
                Keys.SEND_BEFORE,
                Long.toString(purchase.sendBefore().getEpochSecond()),
                "cluster-autoscaler.kubernetes.io/safe-to-evict",
                "false");
    }

    private PodSpecBuilder spec() {
        PodSpecBuilder spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(seconds(purchase.grace()))
                .withActiveDeadlineSeconds(
                        seconds(purchase.maxLife().plus(purchase.grace()).plus(COMING_UP)))
                .withAutomountServiceAccountToken(template().podServiceAccount().isPresent())
                .withEnableServiceLinks(false)
                .withNodeSelector(Map.of(NODE_POOL, template().nodePool().orElseGet(this::name)))
                .withTolerations(tolerations())
                .withAffinity(alone())
                .withInitContainers(containers.first())
                .withContainers(containers.machine())
                .withVolumes(containers.volumes());
        template().podServiceAccount().ifPresent(spec::withServiceAccountName);
        if (!template().engine()) { // so that a user who is not root can read the script
            spec.withNewSecurityContext().withFsGroup(SOME_GROUP).endSecurityContext();
        }
        return spec;
    }

    private static long seconds(Duration time) {
        return Math.max(1, Math.ceilDiv(time.toMillis(), 1_000L));
    }

    private List<Toleration> tolerations() {
        Toleration ours =
                hasPoolOfItsOwn ? tolerated(Keys.TAINT, "Equal", name()) : tolerated(Keys.TAINT, "Exists", null);
        return List.of(ours, tolerated(SPOT, "Equal", "true"), tolerated(ARCHITECTURE, "Equal", "arm64"));
    }

    private static Toleration tolerated(String key, String operator, @Nullable String value) {
        return new TolerationBuilder()
                .withKey(key)
                .withOperator(operator)
                .withValue(value)
                .withEffect("NoSchedule")
                .build();
    }

    /** No two machines on one node, of whatever owner. */
    private static Affinity alone() {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNewLabelSelector()
                .addNewMatchExpression()
                .withKey(Keys.OWNER)
                .withOperator("Exists")
                .endMatchExpression()
                .endLabelSelector()
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .withTopologyKey("kubernetes.io/hostname")
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }
}
