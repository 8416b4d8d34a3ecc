package io.github.dynagents.testkit.drone;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The server's tables behind one lock, which every reader and writer holds by way of {@link #locked}. */
final class DroneStore {
    final List<UserRow> users = new ArrayList<>();
    final Map<String, RepoRow> repos = new TreeMap<>();
    final TreeMap<Long, BuildRow> builds = new TreeMap<>();
    final TreeMap<Long, StageRow> stages = new TreeMap<>();
    final TreeMap<Long, StepRow> steps = new TreeMap<>();

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    DroneStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs it alone; whoever waits for a change looks again afterwards. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            T result = work.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code look} finds something; empty if it did not within {@code atMost}. */
    <T> Optional<T> await(Supplier<Optional<T>> look, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            Optional<T> found = look.get();
            while (found.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                found = look.get();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Unix seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    /** The id of a new row. */
    static long nextId(NavigableMap<Long, ?> table) {
        return table.isEmpty() ? 1 : table.lastKey() + 1;
    }

    static <T> T row(Map<Long, T> table, long id) {
        return Optional.ofNullable(table.get(id)).orElseThrow(DroneStore::noRow);
    }

    static NoRow noRow() {
        return new NoRow();
    }

    RepoRow repo(String slug) {
        return Optional.ofNullable(repos.get(slug))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no repository \"" + slug + "\": add it first; there are " + repos.keySet()));
    }

    static BuildRow build(RepoRow repo, long number) {
        if (number < 1 || number > repo.builds.size()) {
            throw noRow();
        }
        return repo.builds.get((int) number - 1);
    }

    /** Stages that a runner may yet take or is at, oldest first: what the queue shows. */
    List<StageRow> queue() {
        return stages.values().stream().filter(stage -> stage.status.isQueued()).toList();
    }

    long count(DroneStatus status) {
        return builds.values().stream().filter(build -> build.status == status).count();
    }

    /** What the database says of a row that is not there; the API passes its words on. */
    static final class NoRow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoRow() {
            super("sql: no rows in result set");
        }
    }

    /** Someone else changed the row since it was read. */
    static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("Optimistic Lock Error");
        }
    }
}
