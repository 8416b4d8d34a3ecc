package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.StageSpec;
import io.github.dynagents.testkit.drone.StepSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that refuses, or is none, while a job waits: nothing is bought, and all goes on once it is mended. */
class BadServerIT {
    private static final String QUEUE = "/api/queue";
    private static final String TELLS = "CI server drone is unknown, so nothing is bought";

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aWrongTokenIsToldWithWhereToGetARightOne() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        site.drone().enqueue(1);
        Child daemon = site.run(configuration().token("wrong-token-invented"));

        tells(daemon, server, "answered 401", "the token was refused; a token of an administrator is shown at ");
        assertThat(daemon.log().replace("dynagents.yaml", "")).doesNotContain("wrong-token-invented");
    }

    @Test
    void aTokenOfNoAdministratorIsToldWithHowToMakeItOne() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        site.drone().enqueue(1);
        Child daemon = site.run(configuration().token("plain-token-invented"));

        tells(daemon, server, "answered 403", "valid but not an administrator's; make its user one");
    }

    @Test
    void aServerThatIsNoDroneIsToldAndServedOnceItIsOne() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        long build = site.drone().enqueue(1);
        server.answer(QUEUE, 200, "text/html", "<!doctype html><title>Welcome</title>");
        Child daemon = site.run(configuration());

        tells(daemon, server, "answered 200 with text/html", "this is not a Drone API; check the server's address");
        server.answerNormally(QUEUE);
        site.drone().awaitStatus(build, "success");
        site.awaitNothingLeft();
    }

    @Test
    void aTruncatedAnswerIsToldAndServedOnceItIsWhole() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        long build = site.drone().enqueue(1);
        server.answer(QUEUE, 200, "application/json", "[{\"id\":1,\"repo_id\":1,\"bui");
        Child daemon = site.run(configuration());

        tells(daemon, server, QUEUE + ": the answer ", "no proxy cuts its answers");
        server.answerNormally(QUEUE);
        site.drone().awaitStatus(build, "success");
        site.awaitNothingLeft();
    }

    @Test
    void aServerThatCannotBeReachedIsToldAndServedOnceItCan() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        long build = site.drone().enqueue(1);
        server.stopListening();
        Child daemon = site.run(configuration());

        Waiting.until("it tells", () -> daemon.lines(TELLS).stream().anyMatch(BadServerIT::unreachable), daemon::log);
        daemon.awaitText("waiting for purchases of an earlier start");
        assertThat(site.allMachines()).isEmpty();
        server.listenAgain();
        site.drone().awaitStatus(build, "success");
        site.awaitNothingLeft();
    }

    private static boolean unreachable(String line) {
        return line.contains("cannot connect to 127.0.0.1:") && line.contains("check that Drone runs there");
    }

    @Test
    void aHundredThousandJobsLeaveItAliveAndWithinItsLimits() throws Exception {
        DroneHttpServer server = site.faultyDrone();
        StageSpec[] stages = new StageSpec[1000];
        for (int i = 0; i < stages.length; i++) {
            stages[i] = StageSpec.exec("stage-" + i, StepSpec.run("work", "true"));
        }
        for (int builds = 0; builds < 100; builds++) {
            server.enqueue("octo/hello", stages);
        }
        Child daemon = site.run(configuration().machines(2).callTimeout("10s"));

        Waiting.until(
                "two machines work at it",
                () -> server.build("octo/hello", 1).stages().stream()
                                .flatMap(stage -> stage.machine().stream())
                                .distinct()
                                .count()
                        == 2,
                daemon::log);
        long seen = server.requests("GET", QUEUE);
        Waiting.until("it looks again", () -> server.requests("GET", QUEUE) >= seen + 1, daemon::log);
        assertThat(daemon.isAlive()).isTrue();
        assertThat(site.machines("local")).hasSize(2);
        assertThat(daemon.log()).doesNotContain("a tick failed", "OutOfMemory");
    }

    /** Waits for a line with all the words, and for three more looks at the queue that buy nothing. */
    private void tells(Child daemon, DroneHttpServer server, String... words) throws Exception {
        Waiting.until(
                "it tells " + String.join(" and ", words),
                () -> daemon.lines(TELLS).stream().anyMatch(line -> containsAll(line, words)),
                daemon::log);
        long seen = server.requests("GET", QUEUE);
        Waiting.until("it looks again", () -> server.requests("GET", QUEUE) >= seen + 3, daemon::log);
        assertThat(daemon.isAlive()).isTrue();
        assertThat(daemon.log()).doesNotContain("loop ordered ");
        assertThat(site.allMachines()).isEmpty();
    }

    private static boolean containsAll(String line, String... words) {
        for (String word : words) {
            if (!line.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Configuration configuration() throws Exception {
        return site.configuration().account("local", "1.00");
    }
}
