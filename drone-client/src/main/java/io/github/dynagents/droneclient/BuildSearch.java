package io.github.dynagents.droneclient;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.Repo;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds builds that may have run something, request by request. */
final class BuildSearch {
    private final DroneApi api;
    private final Instant since;
    private final Consumer<FoundBuild> found;
    private final Set<Long> known = new HashSet<>();
    private final Deque<Step> steps = new ArrayDeque<>();

    /** One request. */
    private interface Step {
        void take() throws Failure;
    }

    /** @param repos empty for all */
    BuildSearch(DroneApi api, List<RepoName> repos, Instant since, Consumer<FoundBuild> found) {
        this.api = api;
        this.since = since;
        this.found = found;
        if (repos.isEmpty()) {
            steps.add(() -> listRepos(1));
        }
        repos.forEach(name -> steps.add(() -> findRepo(name)));
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    /** One that fails is taken again by the next call. */
    void step() throws Failure {
        steps.getFirst().take();
        steps.removeFirst();
    }

    private void listRepos(int page) throws Failure {
        List<Repo> repos = allRepos(page);
        for (Repo repo : repos) {
            add(repo);
        }
        if (repos.size() >= DroneApi.PER_PAGE) {
            steps.add(() -> listRepos(page + 1));
        }
    }

    private List<Repo> allRepos(int page) throws Failure {
        try {
            return api.repos(page);
        } catch (Failure failure) {
            throw failure.kind() == Failure.Kind.DENIED
                    ? Failure.of(
                                    Failure.Kind.DENIED,
                                    failure.getMessage()
                                            + "; single repositories, by name, any user may read who sees them")
                            .because(failure)
                    : failure;
        }
    }

    private void findRepo(RepoName name) throws Failure {
        add(api.repo(name)
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID,
                        "there is no repository " + name + ", or the token's user does not see it; it is spelled as in"
                                + " its address on the server")));
    }

    private void add(Repo repo) throws Failure {
        RepoName name = RepoName.of(repo);
        boolean hasBuilds = repo.counter() == null || repo.counter() > 0;
        if (known.add(repo.id()) && hasBuilds) {
            steps.add(() -> listBuilds(name, 1, Long.MAX_VALUE));
        }
    }

    /** @param below builds from this number on are known: while new ones are made, a page shows some of the last again */
    private void listBuilds(RepoName repo, int page, long below) throws Failure {
        List<Build> builds = api.builds(repo, page);
        long oldest = below;
        boolean goesOn = builds.size() >= DroneApi.PER_PAGE;
        for (Build build : builds) {
            Instant created = Instant.ofEpochSecond(Json.need(build.created(), "a list of builds", "created"));
            if (created.isBefore(since)) {
                goesOn = false;
            } else if (build.number() < below && StageStatus.of(build.status()).isOver()) {
                found.accept(new FoundBuild(repo, build.number(), created));
            }
            oldest = Math.min(oldest, build.number());
        }
        if (goesOn) {
            long from = oldest;
            steps.add(() -> listBuilds(repo, page + 1, from));
        }
    }
}
