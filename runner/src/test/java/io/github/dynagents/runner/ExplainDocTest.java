package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/explain.md that need no daemon do what it says. */
class ExplainDocTest {
    @TempDir
    Path directory = Path.of("");

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/explain.md"));
    }

    private Shell.Ran run(String command) {
        String inHere = command.replace(
                "day.jsonl.gz", directory.resolve("day.jsonl.gz").toString());
        return new Shell(directory).run(inHere.split(" "));
    }

    @Test
    void theDayOfTheDemoIsRecordedListedAndExplained() throws IOException {
        List<String> commands = page().lines()
                .filter(line -> line.startsWith("    ./dynagents ") && line.contains("day.jsonl.gz"))
                .map(line -> line.replace("    ./dynagents ", ""))
                .toList();
        assertThat(commands).hasSize(3);

        assertThat(run(commands.get(0)).code()).isEqualTo(ExitCode.OK.code());
        assertThat(run(commands.get(1)).out())
                .contains("buy cloud:second for pool ci: ", " ticks of owner simulation from 2026-01-05T11:25:00Z to ");
        assertThat(run(commands.get(2)).out().lines())
                .contains("known:")
                .anyMatch(line -> line.startsWith("decided:"))
                .anyMatch(line -> line.startsWith("  pool ci: "));
        assertThat(directory.resolve("day.jsonl.gz.1")).isNotEmptyFile();
    }

    @Test
    void aRecordingThatCannotBeWrittenIsSaidSo() {
        Shell.Ran ran = new Shell(directory)
                .run(
                        "demo",
                        "--speed",
                        "max",
                        "--record",
                        directory.resolve("no/day.jsonl").toString());

        assertThat(ran.err()).contains(" cannot be written: ", "no/day.jsonl (No such file or directory)");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void whatIsNoFileIsNotMovedAsideForARecording() {
        Shell.Ran ran = new Shell(directory).run("demo", "--speed", "max", "--record", directory.toString());

        assertThat(ran.err()).contains(" cannot be written: " + directory + " (it is there and is no regular file)");
        assertThat(directory).isDirectory();
    }
}
