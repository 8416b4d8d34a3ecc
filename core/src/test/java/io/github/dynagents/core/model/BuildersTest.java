package io.github.dynagents.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildersTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aCopyHasEverythingThatItsModelHas() {
        Machine machine = Machine.builder(new MachineName("a"), "i-1", NOON)
                .pool("linux")
                .offering(new OfferingId("cloud", "small"))
                .state(MachineState.UP)
                .agent(AgentState.RUNNING)
                .lease(new Lease(NOON, Duration.ofMinutes(15), true))
                .interruptedAt(NOON)
                .build();
        assertThat(machine.toBuilder().build()).isEqualTo(machine).hasSameHashCodeAs(machine);
        assertThat(machine.toBuilder().state(MachineState.STOPPING).build()).isNotEqualTo(machine);

        Job job = Job.builder(new JobId("ci", "1"), JobState.RUNNING, NOON)
                .repo("org/repo")
                .pipeline("default")
                .platform(Platform.LINUX_AMD64)
                .labels(Labels.of(Map.of("a", "b")))
                .servedBy(List.of("linux"))
                .started(NOON)
                .agent("a")
                .build();
        assertThat(job.toBuilder().build()).isEqualTo(job).hasSameHashCodeAs(job);
        assertThat(job.toBuilder().agent("b").build()).isNotEqualTo(job);

        Offering offering = offering()
                .terms(BillingTerms.HOURLY)
                .type("c7")
                .zone("z1")
                .capacity(CapacityType.SPOT)
                .platform(Platform.of("linux", "arm64"))
                .speed(1.5)
                .usualBoot(Duration.ofSeconds(30))
                .interruptionNotice(Duration.ofMinutes(2))
                .build();
        assertThat(offering.toBuilder().build()).isEqualTo(offering).hasSameHashCodeAs(offering);
        assertThat(offering.toBuilder().speed(2).build()).isNotEqualTo(offering);

        Agent agent =
                Agent.builder("a").slots(2).cordoned(true).lastContact(NOON).build();
        assertThat(agent.toBuilder().build()).isEqualTo(agent).hasSameHashCodeAs(agent);
        assertThat(agent.toBuilder().slots(3).build()).isNotEqualTo(agent);

        FinishedJob finished = FinishedJob.builder(
                        new JobId("ci", "1"), "org/repo", "default", NOON, NOON.plusSeconds(9))
                .created(NOON.minusSeconds(3))
                .end(JobEnd.ERROR)
                .agent("a")
                .repoName("Org/Repo")
                .platform(Platform.LINUX_AMD64)
                .labels(Labels.of(Map.of("a", "b")))
                .build();
        assertThat(finished.toBuilder().build()).isEqualTo(finished).hasSameHashCodeAs(finished);
        assertThat(finished.toBuilder().end(JobEnd.FAILURE).build()).isNotEqualTo(finished);
        assertThat(finished.duration()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aSpecTellsItsSecretsToNobodyByChance() {
        AgentSpec spec = AgentSpec.builder(OnTerm.KILLS_JOBS, 2)
                .image("agent:1")
                .argv(List.of("agent"))
                .env(Map.of("B", "2", "A", "1"))
                .secrets(Map.of("TOKEN", new Secret("hunter2")))
                .mounts(List.of("/var/run/engine.sock"))
                .build();
        assertThat(spec.toString()).contains("TOKEN").contains("A=1, B=2").doesNotContain("hunter2");
        assertThat(spec.toBuilder().build()).isEqualTo(spec).hasSameHashCodeAs(spec);
        assertThat(spec.secrets().get("TOKEN")).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
    }

    @Test
    void aJobThatEndedBeforeItBeganTookNoTime() {
        FinishedJob job = FinishedJob.builder(new JobId("ci", "1"), "r", "p", NOON, NOON.minusSeconds(1))
                .build();
        assertThat(job.duration()).isZero();
    }

    @Test
    void aJobThatSomebodyOrSomethingEndedDidNotComplete() {
        FinishedJob.Builder job = FinishedJob.builder(new JobId("ci", "1"), "r", "p", NOON, NOON);

        assertThat(job.build().completed()).isTrue();
        assertThat(job.end(JobEnd.FAILURE).build().completed()).isTrue();
        assertThat(job.end(JobEnd.ERROR).build().completed()).isFalse();
        assertThat(job.completed(false).build().end()).isEqualTo(JobEnd.KILLED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anOfferingWithoutASpeedIsRejected(double speed) {
        assertThatThrownBy(() -> offering().speed(speed).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cloud:small");
    }

    @Test
    void anOfferingThatBootsBeforeItIsBoughtOrPaysItsBuyerIsRejected() {
        assertThatThrownBy(() -> offering().usualBoot(Duration.ofSeconds(-1)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Offering.builder(new OfferingId("cloud", "small"), "t", Money.dollars("-0.1"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Offering.Builder offering() {
        return Offering.builder(new OfferingId("cloud", "small"), "small", Money.dollars("0.1"));
    }
}
