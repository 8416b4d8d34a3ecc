package io.github.dynagents.testkit.drone;

/** A step as its runner reported it. Guarded by {@link DroneStore}'s lock; times are Unix seconds, 0 for not yet. */
final class StepRow {
    final long id;
    final StageRow stage;
    final int number;
    final String name;

    DroneStatus status = DroneStatus.PENDING;
    String error = "";
    boolean errIgnore;
    int exitCode;
    long started;
    long stopped;
    long version = 1;

    /** The uploaded JSON array of lines; empty before that. */
    String uploaded = "";

    StepRow(long id, StageRow stage, int number, String name) {
        this.id = id;
        this.stage = stage;
        this.number = number;
        this.name = name;
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("step_id", stage.id)
                .put("number", number)
                .put("name", name)
                .put("status", status.wire())
                .putUnlessEmpty("error", error)
                .putUnlessEmpty("errignore", errIgnore)
                .put("exit_code", exitCode)
                .putUnlessEmpty("started", started)
                .putUnlessEmpty("stopped", stopped)
                .put("version", version);
    }

    DroneStep snapshot() {
        return new DroneStep(name, status, exitCode, LogLines.text(uploaded));
    }
}
