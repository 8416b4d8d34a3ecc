package io.github.dynagents.testkit.drone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes builds and takes them back. */
final class Triggers {
    private final DroneStore store;
    private final WaitingRunners runners;
    private final Announcements announcements;

    Triggers(DroneStore store, WaitingRunners runners, Announcements announcements) {
        this.store = store;
        this.runners = runners;
        this.announcements = announcements;
    }

    BuildRow enqueue(RepoRow repo, BuildSpec spec, String trigger) {
        return store.locked(() -> {
            BuildRow build = stored(repo, spec, trigger, store.now());
            announcements.created(build);
            runners.wake();
            return build;
        });
    }

    private BuildRow stored(RepoRow repo, BuildSpec spec, String trigger, long now) {
        BuildRow build = new BuildRow(DroneStore.nextId(store.builds), repo, spec, trigger, now);
        store.builds.put(build.id, build);
        repo.builds.add(build);
        int number = 0;
        for (StageSpec stageSpec : spec.stages()) {
            StageRow stage = new StageRow(DroneStore.nextId(store.stages), build, ++number, stageSpec);
            store.stages.put(stage.id, stage);
            build.stages.add(stage);
        }
        return build;
    }

    /** Makes a build that is over; nobody is told of it. */
    BuildRow remember(RepoRow repo, long created, List<PastStage> stages) {
        return store.locked(() -> {
            StageSpec[] specs = stages.stream().map(PastStage::spec).toArray(StageSpec[]::new);
            BuildRow build = stored(repo, BuildSpec.push(specs), "@hook", created);
            for (int i = 0; i < specs.length; i++) {
                stages.get(i).writeTo(build.stages.get(i));
            }
            build.status = stages.stream()
                    .map(PastStage::status)
                    .filter(DroneStatus::isFailed)
                    .findFirst()
                    .orElse(DroneStatus.SUCCESS);
            build.started = created;
            build.finished = build.stages.stream()
                    .mapToLong(stage -> stage.stopped)
                    .max()
                    .orElse(created);
            build.updated = build.finished;
            return build;
        });
    }

    /**
     * Builds it all again from what the forge answers now, under a new number. The old build's parameters win over
     * new ones of the same name.
     *
     * @return empty if the file has nothing to build
     */
    Optional<BuildRow> restart(BuildRow old, Map<String, String> params, String trigger) {
        return store.locked(() -> {
            List<StageSpec> stages = old.repo.pipeline.orElse(old.spec.stages());
            if (stages.isEmpty()) {
                return Optional.empty();
            }
            Map<String, String> merged = new TreeMap<>(params);
            merged.putAll(old.spec.params());
            return Optional.of(enqueue(old.repo, old.spec.again(stages, merged), trigger));
        });
    }

    /** Ends a pending or running build; another stays as it is. */
    void cancel(BuildRow build) {
        store.locked(() -> {
            if (!build.status.isQueued()) {
                return build;
            }
            long now = store.now();
            build.status = DroneStatus.KILLED;
            build.finished = now;
            build.started = build.started == 0 ? now : build.started;
            build.version++;
            build.stages.stream().filter(stage -> !stage.status.isDone()).forEach(stage -> cancel(stage, now));
            announcements.cancelled(build);
            return build;
        });
    }

    private static void cancel(StageRow stage, long now) {
        stage.status = stage.started == 0 ? DroneStatus.SKIPPED : DroneStatus.KILLED;
        stage.started = stage.started == 0 ? now : stage.started;
        stage.stopped = now;
        stage.version++;
        for (StepRow step : stage.steps) {
            if (!step.status.isDone()) {
                step.status = step.started == 0 ? DroneStatus.SKIPPED : DroneStatus.KILLED;
                step.started = step.started == 0 ? now : step.started;
                step.stopped = now;
                step.exitCode = 130;
                step.version++;
            }
        }
    }
}
