package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What runners tell: that they take a stage, how it goes, how it ended; and what follows from it. */
final class RunnerReports {
    private final DroneStore store;
    private final WaitingRunners runners;
    private final Announcements announcements;

    RunnerReports(DroneStore store, WaitingRunners runners, Announcements announcements) {
        this.store = store;
        this.runners = runners;
        this.announcements = announcements;
    }

    /** The stage is this machine's, if it is nobody's yet: {@link DroneStore.Outdated} otherwise. */
    StageRow accept(long id, String machine) {
        return store.locked(() -> {
            StageRow stage = DroneStore.row(store.stages, id);
            if (!stage.machine.isEmpty() || stage.status != DroneStatus.PENDING) {
                throw new DroneStore.Outdated();
            }
            stage.machine = machine;
            stage.updated = store.now();
            stage.version++;
            return stage;
        });
    }

    /** The stage starts (with the steps it will have) or has ended. */
    JsonObject stage(long id, JsonObject report) throws IOException {
        List<JsonObject> reportedSteps = report.objects("steps");
        return store.locked(() -> {
            StageRow stage = DroneStore.row(store.stages, id);
            DroneStatus status = DroneStatus.of(report.text("status"));
            if (status.isDone()) {
                finish(stage, status, report, reportedSteps);
            } else {
                begin(stage, status, report, reportedSteps);
            }
            return stage.jsonWithSteps();
        });
    }

    private void begin(StageRow stage, DroneStatus status, JsonObject report, List<JsonObject> reportedSteps) {
        apply(stage, status, report);
        for (JsonObject reported : reportedSteps) {
            StepRow step = new StepRow(
                    DroneStore.nextId(store.steps), stage, (int) reported.number("number"), reported.text("name"));
            step.status = DroneStatus.of(reported.text("status"));
            step.errIgnore = reported.flag("errignore");
            store.steps.put(step.id, step);
            stage.steps.add(step);
        }
        BuildRow build = stage.build;
        if (build.status == DroneStatus.PENDING) {
            build.status = DroneStatus.RUNNING;
            build.started = store.now();
            build.updated = build.started;
            build.version++;
        }
        announcements.publish(build);
    }

    private void finish(StageRow stage, DroneStatus status, JsonObject report, List<JsonObject> reportedSteps) {
        requireVersion(stage.version, report);
        for (JsonObject reported : reportedSteps) {
            apply(DroneStore.row(store.steps, reported.number("id")), reported);
        }
        apply(stage, status, report);
        BuildRow build = stage.build;
        releaseDependants(build);
        if (build.stages.stream().allMatch(each -> each.status.isDone() && each.status != DroneStatus.DECLINED)) {
            build.status = outcome(build.stages);
            build.finished = store.now();
            build.started = build.started == 0 ? build.finished : build.started;
            build.version++;
            announcements.publish(build);
            announcements.reported(build);
        }
        runners.wake();
    }

    /** The first stage that did not go well says how the build went. */
    private static DroneStatus outcome(List<StageRow> stages) {
        return stages.stream()
                .map(stage -> stage.status)
                .filter(DroneStatus::isFailed)
                .findFirst()
                .orElse(DroneStatus.SUCCESS);
    }

    /** A skipped stage may free or skip those behind it: looks again until nothing changes. */
    private void releaseDependants(BuildRow build) {
        boolean failed = build.stages.stream().anyMatch(stage -> stage.status.isFailed());
        AtomicReference<Boolean> changed = new AtomicReference<>(true);
        while (changed.get()) {
            changed.set(false);
            build.stages.stream()
                    .filter(stage -> stage.status == DroneStatus.WAITING_ON_DEPENDENCIES && isFree(stage))
                    .forEach(stage -> {
                        changed.set(true);
                        release(stage, failed ? stage.spec.onFailure() : stage.spec.onSuccess());
                    });
        }
    }

    private static boolean isFree(StageRow stage) {
        Set<String> names = Set.copyOf(stage.spec.dependsOn());
        return stage.build.stages.stream()
                .filter(sibling -> names.contains(sibling.spec.name()))
                .allMatch(sibling -> sibling.status.isDone());
    }

    private void release(StageRow stage, boolean runs) {
        stage.status = runs ? DroneStatus.PENDING : DroneStatus.SKIPPED;
        if (runs) {
            stage.updated = store.now();
        } else {
            stage.started = store.now();
            stage.stopped = stage.started;
        }
        stage.version++;
    }

    /** A step starts or has ended. */
    JsonObject step(long id, JsonObject report) {
        return store.locked(() -> {
            StepRow step = DroneStore.row(store.steps, id);
            apply(step, report);
            announcements.publish(step.stage.build);
            announcements.reported(step.stage.build);
            return step.json();
        });
    }

    void log(long stepId, String uploaded) {
        store.locked(() -> DroneStore.row(store.steps, stepId).uploaded = uploaded);
    }

    private void apply(StageRow stage, DroneStatus status, JsonObject report) {
        requireVersion(stage.version, report);
        stage.status = status;
        stage.error = shortened(report.text("error"));
        stage.errIgnore = report.flag("errignore");
        stage.exitCode = (int) report.number("exit_code");
        stage.machine = report.text("machine");
        stage.started = report.number("started");
        stage.stopped = report.number("stopped");
        stage.updated = store.now();
        stage.version++;
    }

    private static void apply(StepRow step, JsonObject report) {
        requireVersion(step.version, report);
        step.status = DroneStatus.of(report.text("status"));
        step.error = shortened(report.text("error"));
        step.errIgnore = report.flag("errignore");
        step.exitCode = (int) report.number("exit_code");
        step.started = report.number("started");
        step.stopped = report.number("stopped");
        step.version++;
    }

    private static void requireVersion(long version, JsonObject report) {
        if (report.number("version") != version) {
            throw new DroneStore.Outdated();
        }
    }

    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), 500));
    }
}
