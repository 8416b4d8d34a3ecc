package io.github.dynagents.testkit.drone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage and its steps. Guarded by {@link DroneStore}'s lock; times are Unix seconds, 0 for not yet. */
final class StageRow {
    final long id;
    final BuildRow build;
    final int number;
    final StageSpec spec;
    final long created;
    final List<StepRow> steps = new ArrayList<>();

    DroneStatus status;
    String error = "";
    boolean errIgnore;
    int exitCode;
    String machine = "";
    long started;
    long stopped;
    long updated;
    long version = 1;

    /** When a runner was last told of it, by {@link System#nanoTime}. */
    Optional<Long> offeredAt = Optional.empty();

    StageRow(long id, BuildRow build, int number, StageSpec spec) {
        this.id = id;
        this.build = build;
        this.number = number;
        this.spec = spec;
        this.created = build.created;
        this.updated = created;
        this.status = build.status == DroneStatus.BLOCKED
                ? DroneStatus.BLOCKED
                : spec.dependsOn().isEmpty() ? DroneStatus.PENDING : DroneStatus.WAITING_ON_DEPENDENCIES;
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("repo_id", build.repo.id)
                .put("build_id", build.id)
                .put("number", number)
                .put("name", spec.name())
                .putUnlessEmpty("kind", spec.kind())
                .putUnlessEmpty("type", spec.type())
                .put("status", status.wire())
                .putUnlessEmpty("error", error)
                .put("errignore", errIgnore)
                .put("exit_code", exitCode)
                .putUnlessEmpty("machine", machine)
                .put("os", spec.platform().os())
                .put("arch", spec.platform().arch())
                .putUnlessEmpty("variant", spec.platform().variant())
                .putUnlessEmpty("kernel", spec.platform().kernel())
                .putUnlessEmpty("limit", spec.limit())
                .putUnlessEmpty("throttle", spec.throttle())
                .put("started", started)
                .put("stopped", stopped)
                .put("created", created)
                .put("updated", updated)
                .put("version", version)
                .put("on_success", spec.onSuccess())
                .put("on_failure", spec.onFailure())
                .putUnlessEmpty("depends_on", spec.dependsOn())
                .putUnlessEmpty("labels", spec.labels().sorted());
    }

    JsonObject jsonWithSteps() {
        return json().putUnlessEmpty(
                        "steps",
                        steps.stream().map(step -> step.json().fields()).toList());
    }

    DroneStage snapshot() {
        return new DroneStage(
                id,
                spec.name(),
                status,
                machine.isEmpty() ? Optional.empty() : Optional.of(machine),
                exitCode,
                Instant.ofEpochSecond(created),
                BuildRow.time(started),
                BuildRow.time(stopped),
                steps.stream().map(StepRow::snapshot).toList());
    }
}
