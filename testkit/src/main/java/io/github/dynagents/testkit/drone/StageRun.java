package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stage that this agent took: runs its steps one after the other and reports each. */
final class StageRun {
    private final RunnerClient client;
    private final JsonObject stage;
    private Optional<StepProcess> running = Optional.empty();
    private boolean cancelled;
    private boolean killed;

    StageRun(RunnerClient client, JsonObject stage) {
        this.client = client;
        this.stage = stage;
    }

    long id() {
        return stage.number("id");
    }

    /** From the details to the last report. */
    void run(String machine, JsonObject accepted) throws IOException, InterruptedException {
        JsonObject details = client.details(id());
        JsonObject build = details.object("build");
        stage.put("machine", machine).put("version", accepted.number("version"));
        String file =
                new String(Base64.getDecoder().decode(details.object("config").text("Data")), StandardCharsets.UTF_8);
        Thread watcher = Thread.ofVirtual().start(() -> watch(build.number("id")));
        Path directory = Files.createTempDirectory("drone-stage-");
        try {
            runSteps(file, directory, environment(details, build));
        } finally {
            watcher.interrupt();
            delete(directory);
        }
    }

    private void runSteps(String file, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<StepSpec> specs;
        stage.put("status", DroneStatus.RUNNING.wire()).put("started", now());
        try {
            specs = PipelineReader.steps(file, stage.text("name"));
        } catch (IOException e) {
            begin(List.of());
            end(DroneStatus.ERROR, 255, String.valueOf(e.getMessage()));
            return;
        }
        List<JsonObject> steps = begin(specs);
        DroneStatus outcome = DroneStatus.SUCCESS;
        int exitCode = 0;
        for (int i = 0; i < steps.size(); i++) {
            JsonObject step = steps.get(i);
            if (outcome != DroneStatus.SUCCESS) {
                step.put("status", DroneStatus.SKIPPED.wire())
                        .put("started", now())
                        .put("stopped", now());
                report(step);
                continue;
            }
            exitCode = run(specs.get(i), step, directory, environment);
            outcome = exitCode == 0 ? DroneStatus.SUCCESS : DroneStatus.FAILURE;
        }
        end(outcome, exitCode, "");
    }

    private List<JsonObject> begin(List<StepSpec> specs) throws IOException, InterruptedException {
        List<@Nullable Object> steps = new ArrayList<>();
        for (StepSpec spec : specs) {
            steps.add(new JsonObject()
                    .put("step_id", id())
                    .put("number", steps.size() + 1)
                    .put("name", spec.name())
                    .put("status", DroneStatus.PENDING.wire())
                    .fields());
        }
        stage.put("steps", steps);
        JsonObject reported = client.reportStage(stage);
        stage.put("version", reported.number("version"));
        stage.put("steps", List.of());
        return reported.objects("steps");
    }

    private int run(StepSpec spec, JsonObject step, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        step.put("status", DroneStatus.RUNNING.wire()).put("started", now());
        report(step);
        StepProcess process = start(spec, directory, environment);
        System.out.println("stage " + id() + " step " + spec.name() + ": pid " + process.pid());
        List<String> output = new ArrayList<>();
        int exitCode = process.await(output);
        requireWanted();
        System.out.println("stage " + id() + " step " + spec.name() + ": ended with " + exitCode);
        client.uploadLog(step.number("id"), LogLines.json(output));
        DroneStatus outcome = exitCode == 0 ? DroneStatus.SUCCESS : DroneStatus.FAILURE;
        step.put("status", outcome.wire()).put("exit_code", exitCode).put("stopped", now());
        report(step);
        return exitCode;
    }

    private void report(JsonObject step) throws IOException, InterruptedException {
        step.put("version", client.reportStep(step).number("version"));
    }

    private void end(DroneStatus outcome, int exitCode, String error) throws IOException, InterruptedException {
        stage.put("status", outcome.wire())
                .put("exit_code", exitCode)
                .put("error", error)
                .put("stopped", now());
        client.reportStage(stage);
        System.out.println("stage " + id() + ": " + outcome.wire());
    }

    private synchronized StepProcess start(StepSpec spec, Path directory, Map<String, String> environment)
            throws IOException {
        requireWanted();
        StepProcess process = StepProcess.start(spec, directory, environment);
        running = Optional.of(process);
        return process;
    }

    /** A dying agent reports nothing more; of a cancelled stage the server knows everything. */
    private synchronized void requireWanted() throws IOException {
        if (killed || cancelled) {
            throw new RunnerClient.TakenException();
        }
    }

    private void watch(long build) {
        try {
            client.awaitCancellation(build);
            System.out.println("stage " + id() + ": cancelled");
            cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.out.println("stage " + id() + ": cannot watch for a cancellation: " + e);
        }
    }

    private synchronized void cancel() {
        cancelled = true;
        running.ifPresent(StepProcess::kill);
    }

    /** Ends the step's processes; no other step starts. */
    synchronized void kill() {
        killed = true;
        running.ifPresent(StepProcess::kill);
    }

    private static Map<String, String> environment(JsonObject details, JsonObject build) throws IOException {
        Map<String, String> environment = new TreeMap<>(build.texts("params"));
        environment.put("CI", "true");
        environment.put("DRONE", "true");
        environment.put("DRONE_REPO", details.object("repository").text("slug"));
        environment.put("DRONE_BUILD_NUMBER", String.valueOf(build.number("number")));
        return environment;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            System.out.println("cannot clean up " + directory + ": " + e.getMessage());
        }
    }
}
