package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static io.github.dynagents.droneclient.Worlds.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedSinceTest {
    private final SmallDrone server = new SmallDrone();
    private final DroneServer drone = drone(server.http.address(), AMD64).build();
    private Optional<String> cursor = Optional.empty();

    @AfterEach
    void close() {
        drone.close();
        server.close();
    }

    @Test
    void aBuildOfARealServerIsToldWithItsTimes() throws Failure {
        server.build(1, "success");
        server.instead.put("GET /api/repos", Fixture.of("drone-2/repos-all"));
        server.instead.put("GET /api/builds/incomplete", Fixture.of("drone-2/builds-incomplete"));
        server.instead.put("GET /api/repos/octo/hello/builds/1", Fixture.of("drone-2/build-1"));
        server.instead.put("GET /api/repos/octo/hello/builds/2", Fixture.of("drone-2/build-6-after-sigterm"));
        server.instead.put("GET /api/repos/octo/hello/builds/5", Fixture.of("drone-2/build-7-cancelled"));

        List<FinishedJob> jobs = next();

        assertThat(jobs).extracting(job -> job.id().toString()).containsExactly("ci#1/1/1", "ci#1/6/11", "ci#1/7/12");
        FinishedJob first = jobs.getFirst();
        assertThat(first.repo()).isEqualTo("1");
        assertThat(first.pipeline()).isEqualTo("default");
        assertThat(first.created()).isEqualTo(Instant.ofEpochSecond(1700000000));
        assertThat(first.started()).isEqualTo(Instant.ofEpochSecond(1700000012));
        assertThat(first.duration()).isEqualTo(Duration.ofSeconds(118));
        assertThat(first.agent()).contains("agent-aaaa1111");
        assertThat(jobs).extracting(FinishedJob::completed).containsExactly(true, true, false);
    }

    @Test
    void nothingNewCostsTwoRequests() throws Failure {
        server.build(1, "success");
        server.build(2, "running");
        next();
        server.http.asked.clear();

        assertThat(next()).isEmpty();
        assertThat(server.http.asked)
                .containsExactly("GET /api/builds/incomplete", "GET /api/repos?page=1&per_page=100");
    }

    @Test
    void aRunningBuildIsToldWhenItEnds() throws Failure {
        long slow = server.build(1, "running");
        long quick = server.build(1, "success");
        assertThat(numbers(next())).containsExactly(quick);

        server.status(1, slow, "failure");

        assertThat(numbers(next())).containsExactly(slow);
        assertThat(next()).isEmpty();
    }

    @Test
    void aBuildThatWaitsForApprovalIsToldWhenItEnds() throws Failure {
        long blocked = server.build(1, "blocked");
        assertThat(next()).isEmpty();
        server.status(1, blocked, "running");
        assertThat(next()).isEmpty();

        server.status(1, blocked, "success");

        assertThat(numbers(next())).containsExactly(blocked);
        assertThat(next()).isEmpty();
    }

    @Test
    void aNumberWhoseBuildIsNotStoredYetIsNotLost() throws Failure {
        server.build(1, "success");
        next();
        long number = server.numberOnly(1);
        assertThat(next()).isEmpty();
        server.instead.put("GET /api/repos/octo/r1/builds/" + number, Fixture.of("drone-2/build-1"));

        assertThat(next()).hasSize(1);
    }

    @Test
    void aBuildThatWasRemovedIsGivenUp() throws Failure {
        server.build(1, "success");
        next();
        server.numberOnly(1);
        next();
        next();
        server.http.asked.clear();

        next();

        assertThat(server.http.asked).hasSize(2);
    }

    @Test
    void aRepositoryMetForTheFirstTimeTellsItsNewestBuilds() throws Failure {
        for (int i = 0; i < 30; i++) {
            server.build(1, "success");
        }

        assertThat(numbers(next())).containsExactly(21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L, 30L);
        assertThat(next()).isEmpty();
    }

    @Test
    void aBusyRepositoryDoesNotKeepOthersWaiting() throws Failure {
        server.build(1, "success");
        server.build(2, "success");
        server.build(3, "success");
        next();
        for (int i = 0; i < 200; i++) {
            server.build(1, "success");
            server.build(2, "success");
        }
        server.build(3, "success");

        List<FinishedJob> two = new ArrayList<>(next());
        two.addAll(next());

        assertThat(two).extracting(FinishedJob::repo).contains("1", "2", "3");
    }

    @Test
    void aBuildThatTheServerFailsToShowStopsNothing() throws Failure {
        long bad = server.build(1, "success");
        long good = server.build(1, "success");
        String call = "GET /api/repos/octo/r1/builds/" + bad;
        server.instead.put(call, Fixture.of(500, "application/json", "{\"message\":\"oops\"}"));
        assertThat(numbers(next())).containsExactly(good);

        server.instead.remove(call);

        assertThat(numbers(next())).containsExactly(bad);
    }

    @Test
    void aFailureLosesAndDoublesNothing() throws Failure {
        long one = server.build(1, "success");
        next();
        long two = server.build(1, "success");
        server.instead.put("GET /api/repos", Fixture.of("drone-2/queue-401-bad-token"));
        assertThat(failureOf(this::next).kind()).isEqualTo(Failure.Kind.DENIED);
        server.instead.clear();

        assertThat(numbers(next())).containsExactly(two);
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void aServerPutBackToAnEarlierDayIsFollowed() throws Failure {
        for (int i = 0; i < 5; i++) {
            server.build(1, "success");
        }
        next();
        try (SmallDrone older = new SmallDrone();
                DroneServer again = drone(older.http.address(), AMD64).build()) {
            older.build(1, "success");
            cursor = Optional.of(again.finishedSince(cursor).cursor());
            long made = older.build(1, "success");

            assertThat(numbers(again.finishedSince(cursor).jobs())).containsExactly(made);
        }
    }

    @Test
    void somethingElsesCursorIsRefused() {
        assertThat(failureOf(() -> drone.finishedSince(Optional.of("2026-11-24")))
                        .kind())
                .isEqualTo(Failure.Kind.INVALID);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachStageIsToldOnceWhateverHappensMeanwhile(long seed) throws Failure {
        Random random = new Random(seed);
        List<long[]> open = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        List<String> told = new ArrayList<>();
        for (int repo = 1; repo <= 150; repo++) {
            expected.add(server.get(repo, server.build(repo, "success")).job());
        }
        for (int round = 0; round < 100; round++) {
            boolean building = round < 30;
            for (int i = random.nextInt(building ? 8 : 1); i > 0; i--) {
                long repo = random.nextInt(4) == 0 ? 1 + random.nextInt(150) : 7;
                open.add(new long[] {repo, server.build(repo, random.nextInt(5) == 0 ? "blocked" : "running")});
            }
            for (int i = building ? random.nextInt(6) : 8; i > 0 && !open.isEmpty(); i--) {
                long[] build = open.remove(random.nextInt(open.size()));
                server.status(build[0], build[1], "success");
                expected.add(server.get(build[0], build[1]).job());
            }
            server.http.asked.clear();
            next().forEach(job -> told.add(job.id().value()));
            assertThat(server.http.asked).as("seed %s", seed).hasSizeLessThanOrEqualTo(FinishedWalk.BUDGET);
        }

        assertThat(told).as("seed %s", seed).doesNotHaveDuplicates().hasSameElementsAs(expected);
    }

    private List<FinishedJob> next() throws Failure {
        Finished finished = drone.finishedSince(cursor);
        cursor = Optional.of(finished.cursor());
        assertThat(finished.jobs()).extracting(FinishedJob::stopped).isSorted();
        return finished.jobs();
    }

    private static List<Long> numbers(List<FinishedJob> jobs) {
        // The small server's builds enter the queue at second 1000 plus their number.
        return jobs.stream().map(job -> job.created().getEpochSecond() - 1000).toList();
    }
}
