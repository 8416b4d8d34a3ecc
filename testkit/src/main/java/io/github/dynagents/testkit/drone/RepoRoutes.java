package io.github.dynagents.testkit.drone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code /api/repos}: repositories and their builds. */
final class RepoRoutes {
    private final DroneStore store;
    private final Triggers triggers;

    RepoRoutes(DroneStore store, Triggers triggers) {
        this.store = store;
        this.triggers = triggers;
    }

    void addTo(RouteTable routes, Access access) {
        String repo = "/api/repos/*/*";
        routes.add("GET", "/api/repos", access.forAdmins(this::all));
        routes.add("GET", repo, access.readingRepo((call, row) -> store.locked(() -> Reply.json(row.json()))));
        routes.add("GET", repo + "/builds", access.readingRepo(this::builds));
        routes.add("POST", repo + "/builds", access.writingRepo(this::create));
        routes.add("GET", repo + "/builds/latest", access.readingRepo(this::latest));
        routes.add("GET", repo + "/builds/*", access.readingRepo(this::build));
        routes.add("POST", repo + "/builds/*", access.writingRepo(this::restart));
        routes.add("DELETE", repo + "/builds/*", access.writingRepo(this::cancel));
        routes.add("GET", repo + "/builds/*/logs/*/*", access.readingRepo(this::log));
    }

    private Reply all(Call call) {
        return store.locked(() -> Reply.json(
                Page.of(call, Integer.MAX_VALUE).of(List.copyOf(new TreeMap<>(store.repos).values())).stream()
                        .map(repo -> repo.json().fields())
                        .toList()));
    }

    private Reply builds(Call call, RepoRow repo) {
        String branch = call.parameter("branch");
        Predicate<BuildRow> wanted =
                build -> branch.isEmpty() || build.spec.ref().equals("refs/heads/" + branch);
        return store.locked(
                () -> Reply.json(Page.of(call, 100)
                        .of(repo.builds.reversed().stream().filter(wanted).toList())
                        .stream()
                        .map(build -> build.json().fields())
                        .toList()));
    }

    private Reply build(Call call, RepoRow repo) {
        return store.locked(() -> Reply.json(asked(call, repo).jsonWithStages()));
    }

    private Reply latest(Call call, RepoRow repo) {
        String branch = call.parameter("branch").isEmpty() ? "main" : call.parameter("branch");
        String ref =
                call.parameter("ref").isEmpty() || !call.parameter("branch").isEmpty()
                        ? "refs/heads/" + branch
                        : call.parameter("ref");
        return store.locked(() -> Reply.json(repo.builds.reversed().stream()
                .filter(build -> build.spec.ref().equals(ref))
                .findFirst()
                .orElseThrow(DroneStore::noRow)
                .jsonWithStages()));
    }

    /** A new build of a branch, from what the forge answers now, else from what the latest build had. */
    private Reply create(Call call, RepoRow repo, UserRow user) {
        String branch = call.parameter("branch").isEmpty() ? "main" : call.parameter("branch");
        SortedMap<String, String> params = params(call, "access_token", "branch", "commit");
        return store.locked(() -> {
            List<StageSpec> stages = repo.pipeline.orElseGet(() -> repo.builds.isEmpty()
                    ? List.of()
                    : repo.builds.getLast().spec.stages());
            return stages.isEmpty()
                    ? Reply.json(null)
                    : Reply.json(triggers.enqueue(
                                    repo, BuildSpec.of("custom", branch, stages).params(params), user.login())
                            .json());
        });
    }

    private Reply restart(Call call, RepoRow repo, UserRow user) {
        Map<String, String> params = params(call, "access_token", "debug");
        return store.locked(() -> {
            BuildRow old = asked(call, repo);
            return switch (old.status) {
                case BLOCKED, DECLINED -> Reply.message(400, "cannot start a " + old.status.wire() + " build");
                case WAITING_ON_DEPENDENCIES, PENDING, RUNNING, SUCCESS, FAILURE, ERROR, KILLED, SKIPPED -> {
                    Optional<BuildRow> build = triggers.restart(old, params, user.login());
                    yield build.isPresent() ? Reply.json(build.get().json()) : Reply.json(null);
                }
            };
        });
    }

    private Reply cancel(Call call, RepoRow repo, UserRow user) {
        return store.locked(() -> {
            BuildRow build = asked(call, repo);
            triggers.cancel(build);
            return Reply.json(build.jsonWithStages());
        });
    }

    private Reply log(Call call, RepoRow repo) {
        return store.locked(() -> {
            StepRow step = asked(call, repo).stages.stream()
                    .filter(stage -> stage.number == number(call.parts().get(3)))
                    .flatMap(stage -> stage.steps.stream())
                    .filter(each -> each.number == number(call.parts().get(4)) && !each.uploaded.isEmpty())
                    .findFirst()
                    .orElseThrow(DroneStore::noRow);
            return Reply.of(200, "application/json", step.uploaded);
        });
    }

    private static SortedMap<String, String> params(Call call, String... without) {
        SortedMap<String, String> params = new TreeMap<>(call.query());
        params.keySet().removeAll(List.of(without));
        return params;
    }

    private static BuildRow asked(Call call, RepoRow repo) {
        return DroneStore.build(repo, number(call.parts().get(2)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NotANumber(text, e);
        }
    }

    /** Where a number belongs in the path there is something else. */
    static final class NotANumber extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotANumber(String text, NumberFormatException cause) {
            super("strconv.ParseInt: parsing \"" + text + "\": invalid syntax", cause);
        }
    }
}
