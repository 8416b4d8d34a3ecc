package io.github.dynagents.runner.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.Recording;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Price;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecTest {
    private static final Instant NOW = Instant.parse("2026-01-05T14:32:00.123456789Z");
    private static final MachineName NAME = new MachineName("linux-1");
    private static final OfferingId ID = new OfferingId("main", "small/spot");
    private static final Lease LEASE = new Lease(NOW, Duration.ofMinutes(15), true);

    @TempDir
    Path directory = Path.of("");

    private final Codec writer = new Codec(Codec.MUCH);
    private final Codec reader = new Codec(Codec.MUCH);

    private Line roundTrip(Line line) throws IOException, NotARecording {
        return reader.read(writer.write(line).readUtf8().strip());
    }

    private static <T> SortedMap<String, T> of(String name, T value) {
        return new TreeMap<>(Map.of(name, value));
    }

    private static Observation seen(Listing list, List<Offering> offerings, CiQueue queue) {
        return new Observation(
                NOW,
                of("main", new Observed.Stale<>(list, NOW, NOW.plusNanos(1), "it is down")),
                of("main", new Observed.Known<>(offerings, NOW)),
                of("ci", new Observed.Known<>(queue, NOW)),
                List.of(),
                of("ci", Duration.ofMillis(-1500)),
                Optional.of("paused by alice"));
    }

    private static Job job() {
        return Job.builder(new JobId("ci", "7"), JobState.RUNNING, NOW)
                .repo("octo/hello")
                .pipeline("default")
                .platform(Platform.parse("linux/arm64/v8"))
                .labels(Labels.of(Map.of("gpu", "yes")))
                .servedBy(List.of("linux", "other"))
                .started(NOW)
                .agent("linux-1")
                .build();
    }

    private static Line.Seen line() {
        Machine machine = Machine.builder(NAME, "i-1", NOW)
                .pool("linux")
                .offering(ID)
                .state(MachineState.UP)
                .agent(AgentState.RUNNING)
                .lease(LEASE)
                .interruptedAt(NOW)
                .build();
        Offering offering = Offering.builder(ID, "small", Money.dollars("0.0425"))
                .terms(BillingTerms.HOURLY)
                .type("c7a.large")
                .zone("eu-1")
                .capacity(CapacityType.SPOT)
                .platform(Platform.LINUX_AMD64)
                .speed(1.0 / 3)
                .usualBoot(Duration.ofSeconds(77))
                .interruptionNotice(Duration.ofMinutes(2))
                .build();
        return new Line.Seen(
                seen(Listing.of(List.of(machine), NOW), List.of(offering), CiQueue.of(List.of(job()), List.of())),
                List.of(new Outcome.Revoked(NAME, NOW)));
    }

    @Test
    void everyPartSurvives() throws IOException, NotARecording {
        assertThat(roundTrip(line())).hasToString(line().toString());
    }

    @Test
    void whatWasTheSameIsTheSameAgainAndWhatWasNotIsNot() throws IOException, NotARecording {
        CiQueue queue = CiQueue.of(List.of(job()), List.of());
        CiQueue alike = CiQueue.of(List.of(job()), List.of());
        Listing list = Listing.of(List.of(), NOW);

        CiQueue first = queue(roundTrip(new Line.Seen(seen(list, List.of(), queue), List.of())));
        CiQueue same = queue(roundTrip(new Line.Seen(seen(list, List.of(), queue), List.of())));
        CiQueue other = queue(roundTrip(new Line.Seen(seen(list, List.of(), alike), List.of())));

        assertThat(same).isSameAs(first);
        assertThat(other).isNotSameAs(first);
        assertThat(other.jobs()).isEqualTo(first.jobs());
    }

    private static CiQueue queue(Line line) {
        return ((Line.Seen) line).seen().server("ci").value().orElseThrow();
    }

    @Test
    void secretsAreNotWritten() throws IOException, NotARecording {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .image("drone/runner")
                .secrets(Map.of("DRONE_RPC_SECRET", new Secret("hunter2")))
                .build();
        Purchase purchase = new Purchase(
                NAME,
                "me",
                "linux",
                ID,
                agent,
                LEASE,
                Duration.ofHours(1),
                Duration.ofHours(2),
                NOW,
                Optional.of(new Secret("https://lease/token")));
        Line line = new Line.Seen(
                line().seen(),
                List.of(new Outcome.BuySent(purchase, new Price(Money.ZERO, BillingTerms.PER_SECOND), NOW)));

        String text = writer.write(line).readUtf8();

        assertThat(text).contains("DRONE_RPC_SECRET").doesNotContain("hunter2").doesNotContain("token");
        assertThat(reader.read(text)).hasToString(line.toString());
    }

    @Test
    void littleIsRememberedOfALongRunAndItIsTheSameRun() throws IOException, NotARecording {
        RecordedDay day = new RecordedDay(2, Duration.ofHours(10), directory.resolve("run.jsonl"));
        Codec forgetful = new Codec(8);
        Codec reading = new Codec(8);
        int kept = 0;
        for (Recording.Step step : day.inMemory.steps()) {
            if (step instanceof Recording.Step.Seen in) {
                Line.Seen line = new Line.Seen(in.seen(), in.outcomes());
                assertThat(reading.read(forgetful.write(line).readUtf8())).hasToString(line.toString());
                Optional<Line> keep = forgetful.keep(line);
                if (keep.isPresent()) {
                    kept++;
                    reading.read(forgetful.write(keep.get()).readUtf8());
                }
            }
        }
        assertThat(kept).isGreaterThan(10);
    }

    @Test
    void whatThisVersionDoesNotKnowIsNotPassedOver() throws IOException {
        String text = writer.write(line()).readUtf8();
        assertThatThrownBy(() -> reader.read(text.replace("\"pipeline\"", "\"shape\"")))
                .isInstanceOf(NotARecording.class)
                .hasMessageContaining("Job has shape, which this version does not know");
        assertThatThrownBy(() -> new Codec(9).read(text.replace("\"Revoked\"", "\"Promoted\"")))
                .isInstanceOf(NotARecording.class)
                .hasMessageContaining("does not know of any Promoted");
    }

    @Test
    void whatAnOlderVersionDidNotWriteHasItsDefault() throws IOException, NotARecording {
        String text = writer.write(line()).readUtf8();
        Line read = reader.read(text.replace("\"repo\":\"octo/hello\",", ""));
        assertThat(queue(read).jobs().get(0).repo()).isEmpty();
    }
}
