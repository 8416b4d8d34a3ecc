package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The machines' scripts, with their agents' secrets: a secret of the cluster for each, of the machine's name. It is made
 * before the pod that reads it, and is the record of what was bought under that name.
 */
final class Scripts {
    /** A purchase younger than this may not be among those that are known to live. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Kubernetes kubernetes;
    private final String namespace;
    private final String owner;

    Scripts(Kubernetes kubernetes, String namespace, String owner) {
        this.kubernetes = kubernetes;
        this.namespace = namespace;
        this.owner = owner;
    }

    /** The secret of a purchase. */
    Secret secret(Purchase purchase, String script) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(purchase.name().value())
                .withNamespace(namespace)
                .withLabels(Map.of(Keys.OWNER, Keys.label(owner)))
                .withAnnotations(Map.of(Keys.PURCHASE, digest(purchase, script)))
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .withStringData(Map.of(PodContainers.SCRIPT_KEY, script))
                .build();
    }

    /** Differs where any of what was asked for does; what the configuration may change between two attempts is not in it. */
    private static String digest(Purchase purchase, String script) {
        return Digest.of(List.of(
                purchase.pool(),
                purchase.offering().value(),
                purchase.lease().mark(),
                Long.toString(purchase.sendBefore().toEpochMilli()),
                script));
    }

    /**
     * Keeps the script of a purchase.
     *
     * @throws Failure INVALID if another purchase was made under that name
     */
    void keep(Purchase purchase, String script) throws Failure {
        Secret secret = secret(purchase, script);
        String doing = "keeping the script of " + purchase.name();
        try {
            kubernetes.change(
                    doing,
                    client -> client.secrets()
                            .inNamespace(namespace)
                            .resource(secret)
                            .create());
        } catch (Failure e) {
            if (!Failures.isThereAlready(e)) {
                throw Failures.within(e, false); // a secret is no machine: nothing was bought
            }
            same(named(purchase.name().value()), secret);
        }
    }

    private void same(Optional<Secret> kept, Secret wanted) throws Failure {
        String name = wanted.getMetadata().getName();
        if (kept.filter(it -> !Meta.isOf(owner, it)).isPresent()) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "buying " + name + ": there is a secret of that name in namespace " + namespace
                            + " which is not ours; buy under another name");
        }
        boolean same =
                kept.flatMap(it -> Meta.annotation(it, Keys.PURCHASE)).equals(Meta.annotation(wanted, Keys.PURCHASE));
        if (!same) {
            throw Failure.unknownEffect(
                    Failure.Kind.INVALID, name + " was bought before, with other arguments; buy under another name");
        }
    }

    private Optional<Secret> named(String name) throws Failure {
        return Optional.ofNullable(kubernetes.ask(
                "looking for the script of " + name,
                client -> client.secrets().inNamespace(namespace).withName(name).get()));
    }

    /** Removes one, if it is ours. */
    void remove(String name) throws Failure {
        if (named(name).filter(it -> Meta.isOf(owner, it)).isPresent()) {
            delete(name);
        }
    }

    private void delete(String name) throws Failure {
        kubernetes.change(
                "deleting the script of " + name,
                client -> client.secrets().inNamespace(namespace).withName(name).delete());
    }

    /** Removes those of machines that are no more; not those that are young. */
    void tidy(SortedSet<MachineName> alive, Instant now) throws Failure {
        List<Secret> all = kubernetes.list(
                "listing the machines' scripts",
                (client, page) -> client.secrets()
                        .inNamespace(namespace)
                        .withLabel(Keys.OWNER, Keys.label(owner))
                        .list(page));
        for (Secret secret : all) {
            String name = secret.getMetadata().getName();
            boolean isAlive = MachineName.isValid(name) && alive.contains(new MachineName(name));
            if (!isAlive && Meta.created(secret).plus(YOUNG).isBefore(now)) {
                delete(name);
            }
        }
    }
}
