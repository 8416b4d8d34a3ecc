package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Drone runner as a process: polls the server that {@code DRONE_RPC_PROTO}, {@code DRONE_RPC_HOST} and
 * {@code DRONE_RPC_SECRET} name, as {@code DRONE_RUNNER_NAME} with {@code DRONE_RUNNER_CAPACITY} slots and
 * {@code DRONE_RUNNER_LABELS}, and runs the commands of the stages it gets as its children, without any sandbox.
 *
 * <p>The first SIGTERM or SIGINT makes it stop polling at once and finish what it runs; it then exits with status 1,
 * as real runners do. At the second it dies at once: its stage stays {@code running} in its name.
 */
public final class DroneAgentMain {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int KILLED_BY_TERM = 143;

    private final AgentSettings settings;
    private final Draining draining = new Draining();
    private final RunnerClient client;
    private final Set<StageRun> running = ConcurrentHashMap.newKeySet();

    private DroneAgentMain(AgentSettings settings) {
        this.settings = settings;
        this.client = new RunnerClient(settings, draining);
    }

    /** Exits with 2 if the environment lacks something, else with 1 when told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        DroneAgentMain agent;
        try {
            agent = new DroneAgentMain(AgentSettings.of(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println("drone agent: " + e.getMessage());
            System.exit(2);
            return;
        }
        TermSignals.handle(agent::onSignal);
        agent.serve();
        agent.draining.waitIfDying();
        System.out.println("agent " + agent.settings.name() + ": done");
        System.exit(1);
    }

    private void serve() throws InterruptedException {
        System.out.println("agent " + settings.name() + ": pid "
                + ProcessHandle.current().pid() + " serves " + settings.server() + " with " + settings.capacity()
                + " slots as " + settings.filter());
        ping();
        List<Thread> slots = new ArrayList<>();
        for (int i = 0; i < settings.capacity(); i++) {
            slots.add(Thread.ofVirtual().name("slot-" + i).start(this::slot));
        }
        for (Thread slot : slots) {
            slot.join();
        }
    }

    private void ping() throws InterruptedException {
        while (!draining.begun()) {
            try {
                int status = client.ping().statusCode();
                if (status == 200) {
                    System.out.println("agent " + settings.name() + ": polling the remote server");
                    return;
                }
                System.out.println("cannot ping the remote server: "
                        + (status == 401 ? "Unauthorized: is DRONE_RPC_SECRET the server's?" : "status " + status));
            } catch (IOException e) {
                System.out.println("cannot ping the remote server: " + e);
            }
            draining.pause(PAUSE);
        }
    }

    private void slot() {
        try {
            while (!draining.begun()) {
                poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() throws InterruptedException {
        try {
            HttpResponse<String> answer = client.requestStage();
            if (draining.begun() || answer.statusCode() == 204) {
                return;
            }
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            run(JsonObject.parse(answer.body()));
        } catch (RunnerClient.TakenException e) {
            System.out.println(e.getMessage());
        } catch (IOException e) {
            if (!draining.begun()) {
                System.out.println("cannot request or run a stage: " + e);
            }
            draining.pause(PAUSE);
        }
    }

    private void run(JsonObject stage) throws IOException, InterruptedException {
        StageRun run = new StageRun(client, stage);
        JsonObject accepted = client.accept(run.id());
        System.out.println("stage " + run.id() + " (" + stage.text("name") + "): accepted");
        running.add(run);
        try {
            run.run(settings.name(), accepted);
        } finally {
            running.remove(run);
        }
    }

    private void onSignal() {
        if (draining.begin()) {
            System.out.println("agent " + settings.name() + ": draining, " + running.size() + " stages to finish");
        } else {
            System.out.println("agent " + settings.name() + ": ending at once");
            draining.die();
            running.forEach(StageRun::kill);
            Runtime.getRuntime().halt(KILLED_BY_TERM);
        }
    }
}
