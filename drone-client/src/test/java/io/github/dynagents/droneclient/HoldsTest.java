package io.github.dynagents.droneclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.droneclient.internal.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldsTest {
    @Test
    void aSecondStageOfAPipelineLimitedToOneIsHeld() {
        assertThat(held(stage(1, 7, "a", "pending", 1, 0), stage(2, 7, "a", "pending", 1, 0)))
                .containsExactly(false, true);
    }

    @Test
    void otherPipelinesAndRepositoriesDoNotCount() {
        assertThat(held(
                        stage(1, 7, "b", "pending", 1, 0),
                        stage(2, 8, "a", "pending", 1, 0),
                        stage(3, 7, "a", "pending", 1, 0)))
                .containsExactly(false, false, false);
    }

    @Test
    void aLaterStageThatRunsAlreadyCountsToo() {
        assertThat(held(stage(1, 7, "a", "pending", 1, 0), stage(2, 7, "a", "running", 1, 0)))
                .containsExactly(true, true);
    }

    @Test
    void aThrottledRepositoryCountsAllItsPipelines() {
        assertThat(held(
                        stage(1, 7, "a", "running", 0, 2),
                        stage(2, 7, "b", "pending", 0, 2),
                        stage(3, 7, "c", "pending", 0, 2)))
                .containsExactly(false, false, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsCountedOnTheWayIsWhatCountingEachWouldGive(long seed) {
        Random random = new Random(seed);
        List<Stage> stages = new ArrayList<>();
        for (int id = 1; id <= 60; id++) {
            stages.add(stage(
                    id,
                    random.nextInt(3),
                    "p" + random.nextInt(3),
                    random.nextInt(4) == 0 ? "running" : "pending",
                    random.nextInt(5),
                    random.nextInt(20)));
        }
        List<Boolean> counted =
                stages.stream().map(stage -> byCounting(stage, stages)).toList();

        assertThat(held(stages.toArray(Stage[]::new))).as("seed %s", seed).isEqualTo(counted);
        assertThat(counted).contains(true, false);
    }

    private static boolean byCounting(Stage stage, List<Stage> all) {
        long siblings = all.stream()
                .filter(other -> other.id() != stage.id()
                        && other.repoId() == stage.repoId()
                        && String.valueOf(other.name()).equals(stage.name())
                        && (other.id() < stage.id() || "running".equals(other.status())))
                .count();
        long earlier = all.stream()
                .filter(other -> other.id() < stage.id() && other.repoId() == stage.repoId())
                .count();
        int limit = stage.limit() == null ? 0 : stage.limit();
        int throttle = stage.throttle() == null ? 0 : stage.throttle();
        return (limit != 0 && siblings >= limit) || (throttle != 0 && earlier >= throttle);
    }

    private static List<Boolean> held(Stage... stages) {
        Holds holds = new Holds(List.of(stages));
        List<Boolean> held = new ArrayList<>();
        for (Stage stage : stages) {
            held.add(holds.next(stage));
        }
        return held;
    }

    private static Stage stage(long id, long repo, String name, String status, int limit, int throttle) {
        return new Stage(
                id, repo, 1, name, null, null, status, null, "linux", "amd64", null, null, limit, throttle, 0L, 0L, 0,
                null, null);
    }
}
