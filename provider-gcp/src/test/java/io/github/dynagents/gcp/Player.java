package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays what makes a cluster of an API server: scheduler, kubelets, node controller and pod garbage collector. */
final class Player {
    private final KubeObjects objects;
    private final FakeGke gke;
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, Node> shown = new HashMap<>();
    private final Map<String, Duration> lasts = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private long version = -1;
    private List<Pod> pods = List.of();

    /** A pod on a node. */
    private static final class Body {
        private final FakeNode node;
        private final Instant starts;
        private Optional<PodLife> life = Optional.empty();
        private Optional<PodStatus> said = Optional.empty();

        Body(FakeNode node, Instant starts) {
            this.node = node;
            this.starts = starts;
        }
    }

    Player(KubeObjects objects, FakeGke gke) {
        this.objects = objects;
        this.gke = gke;
    }

    /** For how long the jobs of a machine last once its agent is told to finish. */
    void jobsLast(String pod, Duration time) {
        lasts.put(pod, time);
    }

    /** A pod stays as it is, whatever happens. */
    void leave(String pod) {
        left.add(pod);
    }

    /** All go on again, those of {@code for good} apart. */
    void goOn(Set<String> forGood) {
        left.retainAll(forGood);
    }

    /** As they are now. */
    List<Pod> pods() {
        if (objects.version() != version) {
            version = objects.version();
            pods = objects.pods();
        }
        return pods;
    }

    Optional<Pod> pod(String name) {
        return pods().stream().filter(pod -> PodFacts.name(pod).equals(name)).findFirst();
    }

    /** What the watchdog of a pod sees, or would see if it began now. */
    String markOnMachine(Pod pod) {
        return Optional.ofNullable(bodies.get(uid(pod)))
                .flatMap(body -> body.life)
                .map(PodLife::mark)
                .orElseGet(() -> PodFacts.mark(pod));
    }

    /**
     * Does all that is due.
     *
     * @return when something is due next
     */
    Instant step(Instant now) {
        nodes(now);
        List<Pod> all = pods();
        bodies.keySet().retainAll(all.stream().map(Player::uid).collect(Collectors.toSet()));
        Instant next = Instant.MAX;
        for (Pod pod : all) {
            if (!left.contains(PodFacts.name(pod))) {
                next = Earliest.of(next, step(pod, now));
            }
        }
        return next;
    }

    private void nodes(Instant now) {
        for (FakeNode node : gke.nodes()) {
            Node object = NodeObjects.of(node, now);
            if (node.isShown(now) && !object.equals(shown.get(node.name))) {
                shown.put(node.name, object);
                objects.show(object);
            }
        }
        for (String name : List.copyOf(shown.keySet())) {
            if (gke.node(name).filter(node -> node.isShown(now)).isEmpty()) {
                shown.remove(name);
                objects.hide(name);
            }
        }
    }

    private Instant step(Pod pod, Instant now) {
        Optional<String> on = PodFacts.node(pod);
        if (on.isEmpty()) {
            return PodFacts.isOver(pod) ? Instant.MAX : place(pod, now);
        }
        Body body = bodies.computeIfAbsent(uid(pod), is -> adopt(on.get(), now));
        if (gke.node(body.node.name).filter(node -> node == body.node).isEmpty()) {
            return orphaned(pod, body, now);
        } else if (PodFacts.isOver(pod)) {
            return body.node.next(now);
        } else if (body.life.isEmpty()) {
            return start(pod, body, now);
        }
        return live(pod, body, body.life.get(), now);
    }

    /** One that was placed before, or by another; on a node that is no more if there is none of that name. */
    private Body adopt(String on, Instant now) {
        FakeNode node = gke.node(on)
                .orElseGet(() -> new FakeNode(
                        on, "", "", com.google.container.v1.NodeConfig.getDefaultInstance(), now, now, now));
        return new Body(node, now);
    }

    private Instant place(Pod pod, Instant now) {
        List<Pod> alive = pods().stream().filter(it -> !PodFacts.isOver(it)).toList();
        for (FakeNode node : gke.nodes()) {
            if (node.isShown(now)
                    && node.isReady(now)
                    && Fit.fits(pod, NodeObjects.of(node, now), PodFacts.on(node.name, alive))) {
                objects.bind(pod, node.name);
                Instant starts = now.plus(gke.times().podStart());
                bodies.put(uid(pod), new Body(node, starts));
                return starts;
            }
        }
        return Instant.MAX;
    }

    private Instant start(Pod pod, Body body, Instant now) {
        if (PodFacts.isDeleted(pod)) {
            objects.remove(pod);
            return Instant.MAX;
        } else if (body.starts.isAfter(now)) {
            return body.starts;
        }
        StringBuilder script = new StringBuilder();
        for (String name : PodFacts.secrets(pod)) {
            Optional<String> secret = objects.secret(name);
            if (secret.isEmpty()) {
                return Instant.MAX;
            }
            script.append(secret.get());
        }
        PodLife life = new PodLife(pod, script.toString(), gke.times(), now);
        body.life = Optional.of(life);
        return live(pod, body, life, now);
    }

    private Instant live(Pod pod, Body body, PodLife life, Instant now) {
        Duration jobs = lasts.getOrDefault(PodFacts.name(pod), Duration.ZERO);
        Instant next = life.step(pod, body.node.noticed(), jobs, now);
        if (life.ends().isAfter(now)) {
            say(pod, body, PodStatuses.running(pod, life.started(), life.agentRuns(now)));
        } else if (PodFacts.isDeleted(pod)) {
            objects.remove(pod);
        } else {
            say(pod, body, ended(pod, life));
        }
        return next;
    }

    private static PodStatus ended(Pod pod, PodLife life) {
        String reason = switch (life.why()) {
            case ITSELF, DELETED -> "";
            case DEADLINE -> "DeadlineExceeded";
            case NODE -> "Terminated";
        };
        return PodStatuses.ended(
                pod, life.started(), life.ends(), life.wasKilled(), reason, life.why() == PodLife.Why.NODE);
    }

    private void say(Pod pod, Body body, PodStatus status) {
        if (body.said.filter(status::equals).isEmpty()) {
            body.said = Optional.of(status);
            objects.status(pod, status);
        }
    }

    /** Its node is no more: some time later it isn't either. */
    private Instant orphaned(Pod pod, Body body, Instant now) {
        Instant due = body.node.ends().orElse(body.starts).plus(gke.times().orphaned());
        if (due.isAfter(now)) {
            return due;
        }
        objects.remove(pod);
        return Instant.MAX;
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }
}
