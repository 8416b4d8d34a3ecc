package io.github.dynagents.gcp;

import com.google.container.v1.NodePool;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns purchases into machines: a script, the pod that reads it, and where each has its own, a node pool. Each has the
 * machine's name, and is made once for it. What costs money comes last: until then there is a pod that waits for a node.
 */
final class Buying {
    private final Setup setup;
    private final Context context;
    private final Sales sales;
    private final Scripts scripts;
    private final Pods pods;
    private final Places places;
    private final Shown shown;

    Buying(Setup setup, Context context, Sales sales, Scripts scripts, Pods pods, Places places, Shown shown) {
        this.setup = setup;
        this.context = context;
        this.sales = sales;
        this.scripts = scripts;
        this.pods = pods;
        this.places = places;
        this.shown = shown;
    }

    Machine buy(Purchase purchase) throws Failure {
        if (!purchase.owner().equals(context.owner())) {
            throw Failure.of(Failure.Kind.INVALID, "the purchase is of another owner: " + purchase.owner());
        }
        Kind kind = sales.kind(purchase.offering())
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID,
                        "account \"" + context.account() + "\" has no offering " + purchase.offering()
                                + " among those that are configured and there"));
        String script = MachineScript.of(purchase, kind.template());
        inTime(purchase);
        scripts.keep(purchase, script);
        inTime(purchase);
        Optional<Pod> made = pods.create(new PodText(purchase, kind, setup).pod());
        Pod pod = made.isPresent() ? made.get() : madeBefore(purchase);
        Optional<NodePool> place = place(purchase, kind, made.isPresent());
        return shown.machine(pod, place, Optional.empty(), Meta.created(pod));
    }

    private void inTime(Purchase purchase) throws Failure {
        if (context.clock().instant().isAfter(purchase.sendBefore())) {
            throw Failure.of(
                    Failure.Kind.UNAVAILABLE,
                    purchase.name() + " was to be sent before " + purchase.sendBefore() + ", and it is later");
        }
    }

    /** Its script is that of this purchase, so it is the machine. */
    private Pod madeBefore(Purchase purchase) throws Failure {
        String name = purchase.name().value();
        Pod pod = pods.named(name)
                .orElseThrow(() -> Failure.unknownEffect(
                        Failure.Kind.UNAVAILABLE, "buying " + name + ": its pod was there, and is gone"));
        if (!pods.isOurs(pod)) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "buying " + name + ": there is a pod of that name in namespace " + setup.namespace()
                            + " which is not ours; buy under another name");
        }
        return pod;
    }

    /** Where it cannot be had, its pod waits for nothing: it is taken back, if it is this call's own. */
    private Optional<NodePool> place(Purchase purchase, Kind kind, boolean isOurPod) throws Failure {
        try {
            return places.make(purchase, kind, sales.cluster());
        } catch (Failure e) {
            if (e.effect() == Failure.Effect.UNKNOWN) {
                throw e;
            }
            boolean takenBack = isOurPod && takeBack(purchase.name().value());
            throw Failures.within(e, !takenBack);
        }
    }

    private boolean takeBack(String name) {
        try {
            pods.forget(name);
            return true;
        } catch (Failure e) {
            return false; // then it is settled, and listed
        }
    }

    /** Absent once no request of it can come any more: the last is sent before its time, and waits so long for its answer. */
    Settled settle(Purchase purchase) throws Failure {
        String name = purchase.name().value();
        Optional<NodePool> pool = places.named(name).filter(it -> it.getStatus() != NodePool.Status.STOPPING);
        Optional<Pod> pod = pods.named(name).filter(pods::isOurs);
        Instant certain = setup.lastAnswer(purchase.sendBefore());
        boolean isCertain = context.clock().instant().isAfter(certain);
        boolean isWhole = pod.isPresent() && (pool.isPresent() || !setup.ownPools());
        if (isWhole) {
            return Settled.found(shown.machine(pod.orElseThrow(), pool, Optional.empty(), certain));
        }
        if (!isCertain) {
            return Settled.tooEarly(certain);
        }
        if (pool.isPresent()) {
            return Settled.found(shown.remnant(pool.get()));
        }
        if (pod.isPresent()) {
            pods.forget(name); // it waits for a node that nobody buys
        }
        return Settled.absent();
    }
}
