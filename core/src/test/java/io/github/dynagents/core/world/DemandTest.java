package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemandTest {
    private final Worlds worlds =
            Worlds.ready(Fleets.one().pool("second", pool -> pool, "cloud"), Fleets.small("0.10"));

    @Test
    void onlyPendingJobsWait() {
        worlds.pending("1")
                .job("2", JobState.HELD, job -> job)
                .job("3", JobState.ASSIGNED, job -> job.agent("a"))
                .running("4", "b")
                .tick();
        assertThat(waiting("linux")).containsExactly("1");
    }

    @Test
    void aJobWaitsInTheFirstPoolThatServesIt() {
        worlds.job("1", JobState.PENDING, job -> job.servedBy(List.of("second", "linux")))
                .job("2", JobState.PENDING, job -> job.servedBy(List.of("second")))
                .job("3", JobState.PENDING, job -> job.servedBy(List.of("unknown")))
                .job("4", JobState.PENDING, job -> job.servedBy(List.of()))
                .tick();
        assertThat(waiting("linux")).containsExactly("1");
        assertThat(waiting("second")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "m, m",
        "m-1, m",
        "m-12, m",
        "m-123, m-123",
        "linux-0123456789, linux-0123456789",
        "linux-0a-2, linux-0a"
    })
    void anAgentIsNamedLikeItsMachineOrNumbered(String agent, String machine) {
        worlds.running("1", agent).tick();
        assertThat(worlds.world().demand().running()).containsOnlyKeys(new MachineName(machine));
    }

    @Test
    void anAgentWithAStrangeNameIsNoneOfOurs() {
        worlds.running("1", "Bob's laptop").agent("Bob's laptop").tick();
        assertThat(worlds.world().demand().running()).isEmpty();
        assertThat(worlds.world().demand().connected()).isEmpty();
    }

    @Test
    void whateverHasChangedItIsSortedOutAsIfItWereNew() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Worlds changing = Worlds.ready(Fleets.one().pool("second", pool -> pool, "cloud"), Fleets.small("0.10"));
            for (int tick = 0; tick < 60; tick++) {
                for (int i = random.nextInt(random.nextInt(10) == 0 ? 200 : 4); i > 0; i--) {
                    change(changing, random);
                }
                World world = changing.queueFails(random.nextInt(10) == 0).after(Duration.ofSeconds(5));
                assertThat(world.demand())
                        .as("seed %s, tick %s", seed, tick)
                        .isEqualTo(Demand.of(world.fleet(), world.seen()));
            }
        }
    }

    @Test
    void thousandsOfJobsAtOnceAreSortedOutAnew() {
        worlds.running("before", "m").pending("waits").tick();
        IntStream.range(0, 2500).forEach(i -> worlds.pending("new-" + i));
        worlds.done("before").agent("other").after(Duration.ofSeconds(5));

        assertThat(waiting("linux")).hasSize(2501);
        assertThat(worlds.world().demand())
                .isEqualTo(Demand.of(worlds.world().fleet(), worlds.world().seen()));

        IntStream.range(0, 2500).forEach(i -> worlds.running("new-" + i, "m" + i));
        worlds.after(Duration.ofSeconds(5));

        assertThat(waiting("linux")).containsExactly("waits");
        assertThat(worlds.world().demand())
                .isEqualTo(Demand.of(worlds.world().fleet(), worlds.world().seen()));
    }

    private static void change(Worlds worlds, SplittableRandom random) {
        String job = "j" + random.nextInt(90);
        String agent = "m" + random.nextInt(60) + (random.nextBoolean() ? "-" + random.nextInt(3) : "");
        switch (random.nextInt(8)) {
            case 0, 1 -> worlds.pending(job);
            case 2 -> worlds.job(job, JobState.PENDING, waits -> waits.servedBy(List.of("second", "linux")));
            case 3 -> worlds.job(job, JobState.HELD, held -> held.agent(agent));
            case 4, 5 -> worlds.running(job, agent);
            case 6 -> worlds.agent(agent);
            default -> worlds.done(job);
        }
    }

    private List<String> waiting(String pool) {
        return worlds.world().demand().waiting(pool).stream()
                .map(Job::id)
                .map(id -> id.value())
                .toList();
    }
}
