package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds a node where a pod has no place, and removes one that has been empty for long. */
final class FakeAutoscaler {
    private static final Duration BACKOFF = Duration.ofMinutes(5);

    private final FakeGke gke;
    private final Map<FakeNode, Instant> emptySince = new HashMap<>();
    private final Map<String, Instant> backoff = new HashMap<>();

    FakeAutoscaler(FakeGke gke) {
        this.gke = gke;
    }

    /** Does all that is due, and tells when something is due next. */
    Instant step(List<Pod> pods, Instant now) {
        List<Pod> alive = pods.stream().filter(pod -> !PodFacts.isOver(pod)).toList();
        return Earliest.of(add(alive, now), remove(alive, now));
    }

    private Instant add(List<Pod> alive, Instant now) {
        Instant next = Instant.MAX;
        Map<String, List<Pod>> places = new TreeMap<>();
        for (FakeNode node : gke.nodes()) {
            places.put(node.name, new ArrayList<>(PodFacts.on(node.name, alive)));
        }
        for (Pod pod : alive) {
            Instant due = PodFacts.created(pod).plus(gke.times().scan());
            if (PodFacts.isWaiting(pod) && due.isAfter(now)) {
                next = Earliest.of(next, due);
            } else if (PodFacts.isWaiting(pod) && !findsPlace(pod, places)) {
                next = Earliest.of(next, addFor(pod, places, now));
            }
        }
        return next;
    }

    /** On a node that is there or is on its way; the place is then taken. */
    private boolean findsPlace(Pod pod, Map<String, List<Pod>> places) {
        for (FakeNode node : gke.nodes()) {
            List<Pod> there = Optional.ofNullable(places.get(node.name)).orElseGet(ArrayList::new);
            boolean stays = node.noticed().isEmpty() && (node.ends().isEmpty() || node.returns());
            if (stays && Fit.fits(pod, whenReady(node), there)) {
                there.add(pod);
                places.put(node.name, there);
                return true;
            }
        }
        return false;
    }

    private Instant addFor(Pod pod, Map<String, List<Pod>> places, Instant now) {
        for (FakePool pool : gke.pools()) {
            FakeNode like = new FakeNode("like", pool.name(), pool.zones.getFirst(), pool.config(), now, now, now);
            if (!pool.canGrow(gke.size(pool), now) || !Fit.fits(pod, whenReady(like), List.of())) {
                continue;
            }
            Instant again = Optional.ofNullable(backoff.get(pool.name())).orElse(now);
            if (again.isAfter(now)) {
                return again;
            }
            Optional<FakeNode> added = gke.grow(pool, now);
            if (added.isEmpty()) {
                backoff.put(pool.name(), now.plus(BACKOFF));
                return now.plus(BACKOFF);
            }
            places.put(added.get().name, new ArrayList<>(List.of(pod)));
            return added.get().next(now);
        }
        return Instant.MAX;
    }

    private static Node whenReady(FakeNode node) {
        return NodeObjects.of(node, Instant.MAX);
    }

    private Instant remove(List<Pod> alive, Instant now) {
        Instant next = Instant.MAX;
        emptySince.keySet().retainAll(gke.nodes());
        for (FakePool pool : gke.pools()) {
            int left = pool.asked.getAutoscaling().getEnabled() ? gke.size(pool) - pool.least() : 0;
            for (FakeNode node : gke.nodes(pool)) {
                if (left <= 0
                        || !node.isReady(now)
                        || !PodFacts.on(node.name, alive).isEmpty()) {
                    emptySince.remove(node);
                    continue;
                }
                Instant since = emptySince.computeIfAbsent(node, is -> now);
                Instant due = since.plus(gke.times().unneeded());
                if (due.isAfter(now)) {
                    next = Earliest.of(next, due);
                } else {
                    node.end(now.plus(gke.times().podEnd()), false);
                    next = Earliest.of(next, node.next(now));
                }
                left--;
            }
        }
        return next;
    }
}
