package io.github.dynagents.gcp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One cluster, both sides of it. It has no thread: whenever somebody looks, all that should have happened until then
 * happens first, in order, each at its instant.
 */
final class FakeWorld {
    private static final int PATIENCE = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final FakeGke gke;
    private final KubeObjects objects;
    private final Player player;
    private final FakeAutoscaler autoscaler;
    private Instant reached = Instant.MIN;
    private Instant due = Instant.MIN;
    private long version = -1;

    FakeWorld(InstantSource clock, FakeGke gke, KubeObjects objects) {
        this.clock = clock;
        this.gke = gke;
        this.objects = objects;
        this.player = new Player(objects, gke);
        this.autoscaler = new FakeAutoscaler(gke);
    }

    FakeGke gke() {
        return gke;
    }

    Player player() {
        return player;
    }

    /** Does something now, with nobody else at it, and all that follows from it at once. */
    <T> T at(Function<Instant, T> act) {
        lock.lock();
        try {
            Instant now = clock.instant();
            advance(now);
            T done = act.apply(reached);
            due = reached;
            advance(now);
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** Lets happen what should have until now. */
    void advance() {
        at(now -> now);
    }

    private void advance(Instant now) {
        if (objects.version() != version) {
            due = Earliest.of(due, now);
        }
        for (int i = 0; !due.isAfter(now); i++) {
            if (i > PATIENCE) {
                throw new IllegalStateException("at " + reached + " the fake goes round in circles");
            }
            if (due.isAfter(reached)) {
                reached = due;
            } else if (reached.equals(Instant.MIN)) {
                reached = now;
            }
            due = step(reached);
        }
        reached = now.isAfter(reached) ? now : reached;
    }

    private Instant step(Instant now) {
        version = objects.version();
        Instant next = Earliest.of(gke.step(now), autoscaler.step(player.pods(), now), player.step(now));
        return objects.version() == version ? next : now;
    }
}
