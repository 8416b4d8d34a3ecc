package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.droneclient.FinishedCursor.Mark;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.Repo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk over the repositories for builds that have finished, within a budget of requests.
 *
 * <p>Drone has no list of finished builds across repositories, but each repository tells the number of its newest build.
 * So one request for 100 repositories tells which have new builds, one for the unfinished builds which of these need not
 * be looked at yet, and each of the others costs one. What does not fit is left to the next walk, which begins where this
 * one stopped; no repository gets more than its share, so that none waits for ever behind a busy one.
 */
final class FinishedWalk {
    static final int BUDGET = 20;

    private static final int SHARE = 10;
    private static final int PARKED = 5;
    /** So many of a repository's newest builds are learned from when it is first met. */
    private static final int AT_FIRST = 10;

    private final String server;
    private final DroneApi api;
    private final FinishedCursor cursor;
    private final Map<Long, Set<Long>> unfinished = new HashMap<>();
    private final List<FinishedJob> jobs = new ArrayList<>();
    private int left = BUDGET;
    private int parkedLeft = PARKED;
    private boolean stumbled;

    FinishedWalk(String server, DroneApi api, FinishedCursor cursor) {
        this.server = server;
        this.api = api;
        this.cursor = cursor;
    }

    Finished go() throws Failure {
        try {
            lookAtUnfinished();
            walk();
        } catch (Failure failure) {
            // What has been read is not thrown away; what failed is met again by the next walk.
            if (jobs.isEmpty()) {
                throw failure;
            }
        }
        jobs.sort(Comparator.comparing(FinishedJob::stopped).thenComparing(FinishedJob::id));
        return Finished.of(jobs, cursor.write());
    }

    private void lookAtUnfinished() throws Failure {
        left--;
        List<Repo> repos = api.incomplete();
        if (repos.size() >= DroneApi.MOST_INCOMPLETE) {
            // The list is cut: builds that it does not show may be running, and are parked when found so.
            parkedLeft = SHARE;
        }
        for (Repo repo : repos) {
            if (repo.build() != null) {
                unfinished
                        .computeIfAbsent(repo.id(), id -> new HashSet<>())
                        .add(repo.build().number());
            }
        }
    }

    private void walk() throws Failure {
        while (left > 0) {
            left--;
            List<Repo> page = api.repos(cursor.position / DroneApi.PER_PAGE + 1);
            for (int i = cursor.position % DroneApi.PER_PAGE; i < page.size(); i++) {
                if (!visit(page.get(i))) {
                    return;
                }
                cursor.position++;
            }
            if (page.size() < DroneApi.PER_PAGE) {
                cursor.position = 0;
                return;
            }
        }
    }

    /** Returns false when the budget ran out over it. */
    private boolean visit(Repo repo) throws Failure {
        long counter = repo.counter() == null ? 0 : repo.counter();
        Mark mark = cursor.marks.get(repo.id());
        if (mark == null) {
            if (Boolean.FALSE.equals(repo.active())) {
                return true;
            }
            mark = new Mark(Math.max(0, counter - AT_FIRST), List.of(), List.of());
        } else if (counter < mark.seen()) {
            // The server's data was put back to an earlier day: its numbers are given anew.
            mark = new Mark(counter, List.of(), List.of());
        }
        Visit visit = new Visit(repo, mark);
        try {
            return visit.go(counter);
        } finally {
            cursor.marks.put(repo.id(), visit.mark());
        }
    }

    /** One repository; whatever happens, its mark tells what has been done. */
    private final class Visit {
        private final RepoName name;
        private final Set<Long> running;
        private final List<Long> wasOpen;
        private final List<Long> wasParked;
        private final List<Long> open = new ArrayList<>();
        private final List<Long> parked = new ArrayList<>();
        private long seen;
        private int share = SHARE;

        Visit(Repo repo, Mark mark) throws Failure {
            name = RepoName.of(repo);
            running = unfinished.getOrDefault(repo.id(), Set.of());
            wasOpen = new ArrayList<>(mark.open());
            wasParked = new ArrayList<>(mark.parked());
            seen = mark.seen();
        }

        Mark mark() {
            open.addAll(wasOpen);
            wasParked.addAll(parked);
            return new Mark(seen, open, wasParked);
        }

        boolean go(long counter) throws Failure {
            while (!wasOpen.isEmpty()) {
                long number = wasOpen.getFirst();
                if (running.contains(number)) {
                    open.add(number);
                } else if (!afford()) {
                    return left > 0;
                } else {
                    look(number, true);
                }
                wasOpen.removeFirst();
            }
            while (seen < counter) {
                if (running.contains(seen + 1)) {
                    open.add(seen + 1);
                } else if (!afford()) {
                    return left > 0;
                } else {
                    look(seen + 1, true);
                }
                seen++;
            }
            return lookAgain();
        }

        private boolean lookAgain() throws Failure {
            wasParked.removeIf(number -> running.contains(number) && open.add(number));
            for (int i = wasParked.size(); i > 0 && parkedLeft > 0; i--) {
                if (!afford()) {
                    return left > 0;
                }
                parkedLeft--;
                look(wasParked.getFirst(), false);
                wasParked.removeFirst();
            }
            return true;
        }

        private boolean afford() {
            return left > 0 && share > 0;
        }

        /**
         * Tells a build's stages if it is over, else parks it: also one that is not there yet (its number is given
         * before it is stored), and one that the server fails to show.
         */
        private void look(long number, boolean first) throws Failure {
            left--;
            share--;
            Optional<Build> build;
            try {
                build = api.build(name, number);
            } catch (Failure failure) {
                if (stumbled
                        || Thread.currentThread().isInterrupted()
                        || failure.kind() == Failure.Kind.DENIED
                        || failure.kind() == Failure.Kind.THROTTLED) {
                    throw failure;
                }
                stumbled = true;
                parked.add(number);
                return;
            }
            if (build.isPresent() && StageStatus.of(build.get().status()).isOver()) {
                jobs.addAll(FinishedStages.of(build.get(), server, name));
            } else if (build.isPresent() || first) {
                parked.add(number);
            }
        }
    }
}
