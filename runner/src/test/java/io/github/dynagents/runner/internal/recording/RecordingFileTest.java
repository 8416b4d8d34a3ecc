package io.github.dynagents.runner.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.Recording;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
    @TempDir
    Path directory = Path.of("");

    private static List<Tick> replayed(Path file) throws IOException, NotARecording {
        List<Tick> all = new ArrayList<>();
        try (Recorded recorded = Recorded.open(file)) {
            Ticks ticks = recorded.replay(new EconomicPolicy(), new LimitGuard());
            for (Optional<Tick> tick = ticks.next(); tick.isPresent(); tick = ticks.next()) {
                all.add(tick.get());
            }
        }
        return all;
    }

    private static List<Recording.Step.Decided> decisions(List<Tick> ticks) {
        return ticks.stream()
                .map(tick -> new Recording.Step.Decided(tick.plan(), tick.cut()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
    void aRunWithFaultsReplaysToTheSameDecisionsAndTheSameWorld(String name) throws IOException, NotARecording {
        for (long seed = 1; seed <= 2; seed++) {
            RecordedDay day = new RecordedDay(seed, Duration.ofHours(12), directory.resolve(name));

            List<Tick> replayed = replayed(directory.resolve(name));

            assertThat(day.decided()).hasSizeGreaterThan(500);
            assertThat(decisions(replayed)).isEqualTo(day.decided());
            assertThat(replayed).allMatch(Tick::isAsRecorded);
            assertThat(decisions(replayed).toString()).isEqualTo(day.decided().toString());
            assertThat(replayed.get(replayed.size() - 1).world().learned())
                    .hasToString(day.last.learned().toString());
        }
    }

    @Test
    void anotherPolicyIsFoundToDecideOtherwise() throws IOException, NotARecording {
        Path file = directory.resolve("run.jsonl");
        RecordedDay day = new RecordedDay(1, Duration.ofHours(10), file);
        try (Recorded recorded = Recorded.open(file)) {
            Ticks ticks = recorded.replay(world -> new Plan(List.of(), world.now()), new LimitGuard());
            assertThat(ticks.next().orElseThrow().isAsRecorded()).isFalse();
        }
        assertThat(day.decided()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
    void aFileThatIsCutAnywhereIsReadUpToThere(String name) throws IOException, NotARecording {
        Path file = directory.resolve(name);
        RecordedDay day = new RecordedDay(1, Duration.ofHours(2), file);
        byte[] whole = Files.readAllBytes(file);
        int before = 0;
        for (int length : new int[] {whole.length / 2, whole.length * 9 / 10, whole.length - 10, whole.length}) {
            Files.write(file, Arrays.copyOf(whole, length));

            List<Recording.Step.Decided> read = decisions(replayed(file));

            assertThat(read)
                    .hasSizeGreaterThanOrEqualTo(before)
                    .isEqualTo(day.decided().subList(0, read.size()));
            before = read.size();
        }
        assertThat(before).isEqualTo(day.decided().size());
    }

    @Test
    void whatIsOnDiskAfterATickIsWholeThoughNobodyClosesIt() throws IOException, NotARecording {
        Path file = directory.resolve("run.jsonl.gz");
        RecordedDay day = new RecordedDay(1, Duration.ofHours(2), directory.resolve("other.jsonl"));
        RecordingFile open = RecordingFile.create(file, Long.MAX_VALUE, "test");
        try (Recorded other = Recorded.open(directory.resolve("other.jsonl"))) {
            open.begin(other.world(), false);
            for (Recording.Step step : day.inMemory.steps()) {
                switch (step) {
                    case Recording.Step.Seen seen -> open.observed(seen.seen(), seen.outcomes());
                    case Recording.Step.Decided decided -> open.decided(other.world(), decided.plan(), decided.cut());
                }
            }

            assertThat(decisions(replayed(file))).isEqualTo(day.decided());
        } finally {
            open.close();
        }
    }

    @Test
    void whatDoesNotChangeIsWrittenOnce() throws IOException {
        Path file = directory.resolve("run.jsonl");
        RecordedDay day = new RecordedDay(1, Duration.ofHours(10), file);
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.contains("\"usualBoot\""))
                .as("offerings are the same all day")
                .hasSizeLessThan(10);
        assertThat(Files.size(file) / day.inMemory.steps().size())
                .as("bytes a step")
                .isLessThan(600);
    }

    @Test
    void anIdleDayIsSmall() throws IOException {
        Path file = directory.resolve("run.jsonl.gz");
        RecordedDay night = new RecordedDay(1, Duration.ofHours(5), file);

        assertThat(night.inMemory.steps()).isNotEmpty();
        assertThat(Files.size(file)).isLessThan(100_000);
    }

    @Test
    void itEndsAtItsLimitAndIsWholeUpToThere() throws IOException, NotARecording {
        Path file = directory.resolve("run.jsonl");
        RecordedDay day = new RecordedDay(1, Duration.ofHours(10), directory.resolve("other.jsonl"));
        try (RecordingFile small = RecordingFile.create(file, 20_000, "test");
                Recorded other = Recorded.open(directory.resolve("other.jsonl"))) {
            World start = other.world();
            small.begin(start, false);
            for (Recording.Step step : day.inMemory.steps()) {
                switch (step) {
                    case Recording.Step.Seen seen -> small.observed(seen.seen(), seen.outcomes());
                    case Recording.Step.Decided decided -> small.decided(start, decided.plan(), decided.cut());
                }
            }
        }

        List<Recording.Step.Decided> read = decisions(replayed(file));
        assertThat(Files.size(file)).isBetween(20_000L, 40_000L);
        assertThat(read).isNotEmpty().isEqualTo(day.decided().subList(0, read.size()));
    }

    @Test
    void oneThatIsThereIsKeptUnderAnotherName() throws IOException {
        Path file = directory.resolve("run.jsonl");
        for (int i = 1; i <= 8; i++) {
            Files.writeString(file, "of start " + i);
            RecordingFile.create(file, Long.MAX_VALUE, "test").close();
        }

        assertThat(Files.readString(Path.of(file + ".1"))).isEqualTo("of start 8");
        assertThat(Files.readString(Path.of(file + ".5"))).isEqualTo("of start 4");
        assertThat(Path.of(file + ".6")).doesNotExist();
    }

    @Test
    void oneThatIsDamagedInItsMiddleSaysWhere() throws IOException {
        Path file = directory.resolve("run.jsonl");
        RecordedDay day = new RecordedDay(1, Duration.ofHours(1), file);
        assertThat(day.decided()).isNotEmpty();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(4, lines.get(4).substring(0, 20));
        Files.write(file, lines);

        assertThatThrownBy(() -> replayed(file))
                .isInstanceOf(NotARecording.class)
                .hasMessageContaining("line 5 of " + file + " cannot be read");
    }
}
