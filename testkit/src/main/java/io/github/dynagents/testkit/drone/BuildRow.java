package io.github.dynagents.testkit.drone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A build and its stages. Guarded by {@link DroneStore}'s lock; times are Unix seconds, 0 for not yet. */
final class BuildRow {
    private static final String COMMIT = "4f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c";

    final long id;
    final RepoRow repo;
    final long number;
    final BuildSpec spec;
    final String trigger;
    final long created;
    final List<StageRow> stages = new ArrayList<>();

    DroneStatus status;
    long started;
    long finished;
    long updated;
    long version = 1;

    BuildRow(long id, RepoRow repo, BuildSpec spec, String trigger, long now) {
        this.id = id;
        this.repo = repo;
        this.number = repo.nextNumber();
        this.spec = spec;
        this.trigger = trigger;
        this.created = now;
        this.updated = now;
        this.status = spec.blocked() ? DroneStatus.BLOCKED : DroneStatus.PENDING;
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("repo_id", repo.id)
                .put("trigger", trigger)
                .put("number", number)
                .put("status", status.wire())
                .put("event", spec.event())
                .put("action", spec.action())
                .put("link", repo.link() + "/commit/" + COMMIT.substring(0, 8))
                .put("timestamp", 0)
                .putUnlessEmpty("title", spec.title())
                .put("message", spec.message())
                .put("before", "0".repeat(40))
                .put("after", COMMIT)
                .put("ref", spec.ref())
                .put("source_repo", spec.sourceRepo())
                .put("source", spec.source())
                .put("target", spec.target())
                .put("author_login", "octocat")
                .put("author_name", "Octo Cat")
                .put("author_email", "octocat@example.com")
                .put("author_avatar", "")
                .put("sender", "octocat")
                .putUnlessEmpty("params", spec.params())
                .put("started", started)
                .put("finished", finished)
                .put("created", created)
                .put("updated", updated)
                .put("version", version);
    }

    JsonObject jsonWithStages() {
        return json().putUnlessEmpty(
                        "stages",
                        stages.stream()
                                .map(stage -> stage.jsonWithSteps().fields())
                                .toList());
    }

    JsonObject jsonOfRepo() {
        return repo.json().put("build", json());
    }

    DroneBuild snapshot() {
        return new DroneBuild(
                repo.slug(),
                number,
                status,
                trigger,
                Instant.ofEpochSecond(created),
                time(started),
                time(finished),
                stages.stream().map(StageRow::snapshot).toList());
    }

    static Optional<Instant> time(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }
}
