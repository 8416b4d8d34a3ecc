package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.droneclient.internal.Build;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a real Drone server: {@code -Ddynagents.drone.url=... -Ddynagents.drone.token=...} of an administrator. With
 * {@code -Ddynagents.drone.repo=OWNER/NAME}, whose build 1 is then run again and cancelled, restarts are tried too; no
 * runner should be connected.
 */
class RealDroneTest {
    private static final Optional<String> URL = Optional.ofNullable(System.getProperty("dynagents.drone.url"));
    private static final Optional<String> TOKEN = Optional.ofNullable(System.getProperty("dynagents.drone.token"));
    private static final Optional<String> REPO = Optional.ofNullable(System.getProperty("dynagents.drone.repo"));

    private final AtomicReference<Optional<DroneServer>> opened = new AtomicReference<>(Optional.empty());

    @BeforeEach
    void needsAServer() {
        assumeTrue(
                URL.isPresent() && TOKEN.isPresent(),
                "no real Drone server given: set -Ddynagents.drone.url and -Ddynagents.drone.token");
    }

    @AfterEach
    void close() {
        opened.get().ifPresent(DroneServer::close);
    }

    @Test
    void itsQueueIsRead() throws Failure {
        DroneServer drone = open(TOKEN.orElseThrow());

        assertThat(drone.queue()).isNotNull();
        assertThat(drone.queue().agents()).isEmpty();
    }

    @Test
    void itsFinishedBuildsAreToldOnce() throws Failure {
        DroneServer drone = open(TOKEN.orElseThrow());
        List<FinishedJob> all = new ArrayList<>();
        Finished finished = drone.finishedSince(Optional.empty());
        while (!finished.jobs().isEmpty()) {
            all.addAll(finished.jobs());
            finished = drone.finishedSince(Optional.of(finished.cursor()));
        }

        assertThat(all).extracting(FinishedJob::id).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(job -> assertThat(job.stopped()).isAfterOrEqualTo(job.started()));
    }

    @Test
    void aWrongTokenIsRefused() {
        assertThat(failureOf(open("not-a-token")::queue).kind()).isEqualTo(Failure.Kind.DENIED);
    }

    @Test
    void aBuildIsRestartedOnce() throws Failure {
        assumeTrue(REPO.isPresent(), "no repository given whose build 1 may be run again: set -Ddynagents.drone.repo");
        String[] slug = REPO.orElseThrow().split("/", 2);
        RepoName repo = new RepoName(slug[0], slug[1]);
        DroneServer drone = open(TOKEN.orElseThrow());
        Secret token = new Secret(TOKEN.orElseThrow());
        try (DroneApi api = new DroneApi(
                Address.parse(URL.orElseThrow()),
                new Transport(token, Duration.ofSeconds(20), InstantSource.system()),
                new Refusals(Address.parse(URL.orElseThrow()), token, InstantSource.system()))) {
            Build lost = api.restart(repo, 1, "REASON", "test").orElseThrow();
            Job job = drone.queue().jobs().stream()
                    .filter(one -> one.id().value().startsWith(lost.repoId() + "/" + lost.id() + "/"))
                    .findFirst()
                    .orElseThrow();

            drone.restart(job.id());
            drone.restart(job.id());

            List<Build> newer = api.builds(repo, 1).stream()
                    .filter(build -> build.number() > lost.number())
                    .toList();
            assertThat(newer).hasSize(1);
            assertThat(newer.getFirst().params())
                    .containsEntry(Restarts.MARK, Long.toString(lost.number()))
                    .containsEntry("REASON", "test");
            assertThat(api.build(repo, lost.number()).orElseThrow().status()).isEqualTo("killed");
            Job again = drone.queue().jobs().getLast();
            assertThat(failureOf(() -> drone.restart(again.id()))).hasMessageContaining("was itself the restart");
            assertThat(api.build(repo, newer.getFirst().number()).orElseThrow().status())
                    .isEqualTo("killed");
        }
    }

    private DroneServer open(String token) {
        DroneServer drone = DroneServer.builder(
                        "real",
                        URL.orElseThrow(),
                        new Secret(token),
                        new Secret("unused"),
                        List.of(DroneAgents.builder("linux", Platform.LINUX_AMD64)
                                .build()))
                .build();
        opened.set(Optional.of(drone));
        return drone;
    }
}
