package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.Repo;
import io.github.dynagents.droneclient.internal.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Cancels a build whose machine is gone and runs it again: once. The new build bears a parameter that names the old one,
 * so that the server itself remembers; whoever asks again finds it.
 *
 * <p>Drone runs whole builds again, never a single stage; and it gives a new build the parameters of the old one. So a
 * build that a person runs again from a restarted one counts as restarted, too.
 */
final class Restarts {
    static final String MARK = "DYNAGENTS_RESTARTED";

    private static final int PAGES = 20;

    private final DroneApi api;

    Restarts(DroneApi api) {
        this.api = api;
    }

    synchronized void restart(JobId job) throws Failure {
        StageId id = StageId.read(job);
        Place lost = find(id, job);
        Build build = api.build(lost.repo(), lost.number()).orElseThrow(() -> notThere(job));
        if (endedByItself(build, id.stage()) || successor(lost)) {
            return;
        }
        boolean over = StageStatus.of(build.status()).isOver();
        if (!over) {
            api.cancel(lost.repo(), lost.number());
        }
        Optional<String> restartOf = mark(build);
        if (restartOf.isPresent()) {
            throw Failure.of(
                    Kind.INVALID,
                    "build " + lost + " was itself the restart of build "
                            + Text.line(restartOf.get())
                            + " and lost its machine again: it was cancelled and is not restarted a second time; start"
                            + " it by hand if it should run");
        }
        runAgain(lost);
    }

    private void runAgain(Place lost) throws Failure {
        Optional<Build> next;
        try {
            next = api.restart(lost.repo(), lost.number(), MARK, Long.toString(lost.number()));
        } catch (Failure failure) {
            throw Failure.unknownEffect(
                            failure.kind(),
                            "build " + lost + " was cancelled, but perhaps not restarted: " + failure.getMessage())
                    .because(failure);
        }
        if (next.isEmpty()) {
            throw Failure.of(
                    Kind.INVALID,
                    "build " + lost + " was cancelled, but Drone's own rules skip its restart (the branch, the event or"
                            + " [CI SKIP] in its commit's message); start it by hand if it should run");
        }
    }

    /** A job that reached its own end is not lost; a cancelled one may be half of an earlier restart. */
    private static boolean endedByItself(Build build, long stage) {
        if ("killed".equals(build.status())) {
            return false;
        }
        List<Stage> stages = build.stages() == null ? List.of() : build.stages();
        return StageStatus.of(build.status()).isOver()
                || stages.stream()
                        .anyMatch(one -> one.id() == stage
                                && StageStatus.of(one.status()).isOver());
    }

    /** Whether a newer build is this one's restart. */
    private boolean successor(Place lost) throws Failure {
        Optional<String> mark = Optional.of(Long.toString(lost.number()));
        for (int page = 1; ; page++) {
            List<Build> builds = api.builds(lost.repo(), page);
            for (Build build : builds) {
                if (build.number() <= lost.number()) {
                    return false;
                }
                if (mark(build).equals(mark)) {
                    return true;
                }
            }
            if (builds.size() < DroneApi.PER_PAGE) {
                return false;
            }
        }
    }

    private Place find(StageId id, JobId job) throws Failure {
        for (Repo repo : api.incomplete()) {
            if (repo.id() == id.repo() && repo.build() != null && repo.build().id() == id.build()) {
                return new Place(RepoName.of(repo), repo.build().number());
            }
        }
        RepoName name = name(id.repo()).orElseThrow(() -> notThere(job));
        for (int page = 1; page <= PAGES; page++) {
            List<Build> builds = api.builds(name, page);
            for (Build build : builds) {
                if (build.id() == id.build()) {
                    return new Place(name, build.number());
                }
            }
            if (builds.size() < DroneApi.PER_PAGE || builds.getLast().id() < id.build()) {
                break;
            }
        }
        throw notThere(job);
    }

    private Optional<RepoName> name(long id) throws Failure {
        for (int page = 1; ; page++) {
            List<Repo> repos = api.repos(page);
            for (Repo repo : repos) {
                if (repo.id() == id) {
                    return Optional.of(RepoName.of(repo));
                }
            }
            if (repos.size() < DroneApi.PER_PAGE) {
                return Optional.empty();
            }
        }
    }

    /** The number of the build that this one is the restart of. */
    private static Optional<String> mark(Build build) {
        return Optional.ofNullable(build.params()).map(params -> params.get(MARK));
    }

    private static Failure notThere(JobId job) {
        return Failure.of(
                Kind.INVALID,
                "job " + job + " (repository/build/stage) cannot be restarted: the server has no such build any more");
    }

    private record Place(RepoName repo, long number) {
        @Override
        public String toString() {
            return repo + "#" + number;
        }
    }
}
