package io.github.dynagents.runner.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void linesTellTheDayItsCrashAndItsMoney() {
        String lines = run("--plain");

        assertThat(lines)
                .contains("seed 42")
                .containsPattern(
                        "08:\\d\\d  buy hourly: \\$0\\.12 now saves .* of waiting worth .*\\(waiting \\d+, machines \\d+\\)")
                .containsPattern("drain ci-[0-9a-v]{10}: work is too unlikely to come \\(idle ")
                .containsPattern("11:00  worst case \\$\\d\\.\\d\\d: is the most that \\d machines can still cost")
                .contains("11:00  kill -9 the daemon")
                .containsPattern("11:1\\d  winds down ci-[0-9a-v]{10}: by itself: its lease has run out")
                .containsPattern("11:25  start the daemon: .*adopts what the clouds list: ci-")
                .contains("always on   one machine $")
                .contains("left now    0 machines, 0 jobs")
                .endsWith("Next: ./dynagents init > dynagents.yaml" + System.lineSeparator());
        assertThat(lines.chars()).allMatch(c -> (c >= ' ' && c <= '~') || c == '\n' || c == '\r');
    }

    @Test
    void theSameSeedPrintsTheSameLinesAndAnotherSeedOthers() {
        String first = run("--speed", "max", "--seed", "5");

        assertThat(run("--seed", "5", "--plain")).isEqualTo(first).contains("seed 5");
        assertThat(run("--speed", "max", "--seed", "6")).isNotEqualTo(first);
    }

    @Test
    void theSummaryFitsTheScreenThatIsLeftAsItWasFound() throws InterruptedException {
        new Demo(42, Speed.parse("3600x"), out, pauses::add).on(new Screen(out));

        String all = text.toString();
        int left = all.indexOf("\u001b[?1049l");
        assertThat(all).startsWith("\u001b[?1049h\u001b[?25l");
        assertThat(all.substring(0, left)).contains("daemon is dead").endsWith("\u001b[?25h");
        assertThat(all.substring(left + 8).lines())
                .hasSizeBetween(10, 24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(pauses).hasSizeBetween(120, 150).contains(Duration.ofMillis(100));
    }

    @Test
    void theUsualSpeedTakesThreeQuartersOfAMinute() throws InterruptedException {
        new Demo(42, new Speed.Usual(), out, pauses::add).on(new Screen(out));

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(55));
    }

    @Test
    void linesPassAtAGivenSpeedToo() throws InterruptedException {
        new Demo(42, Speed.parse("3600x"), out, pauses::add).asLines();

        assertThat(pauses).hasSizeGreaterThanOrEqualTo(120).containsOnly(Duration.ofMillis(100));
        assertThat(text.toString()).isEqualTo(run("--plain"));
    }

    @Test
    void nothingIsDrawnOnAScreenThatWasLeft() {
        Screen screen = new Screen(out);
        screen.open();
        screen.close();
        String before = text.toString();

        screen.draw(List.of(Line.of(Style.RED, "late")));
        screen.close();

        assertThat(text.toString()).isEqualTo(before);
    }

    @Test
    void aLineIsCutAtTheEdgeAndSaysSo() {
        String line = Line.of(Style.PLAIN, "x".repeat(79))
                .add("")
                .add(Style.BOLD, "yz")
                .add("more")
                .toString();

        assertThat(line).isEqualTo("x".repeat(79) + "\u001b[1m…\u001b[0m");
    }

    @Test
    void aSpeedIsMaxOrAFactor() {
        assertThat(Speed.parse("max")).isEqualTo(new Speed.Max());
        assertThat(Speed.parse("60x")).isEqualTo(new Speed.Factor(60));
        assertThat(Speed.parse("60x").passes(Duration.ofSeconds(1), true)).isEqualTo(Duration.ofMinutes(1));
        for (String wrong : List.of("", "0x", "-5x", "60", "fast", "1.5x", "9999999x")) {
            assertThatThrownBy(() -> Speed.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("such as 60x");
        }
    }

    @Test
    void aWrongSpeedIsAnErrorOfUsage() {
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new DemoCommand())
                .setErr(new PrintWriter(errors))
                .setOut(out)
                .execute("--speed", "fast");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("--speed: expected max, or a factor");
        assertThat(text.toString()).isEmpty();
    }

    private static String run(String... arguments) {
        StringWriter text = new StringWriter();
        int code =
                new CommandLine(new DemoCommand()).setOut(new PrintWriter(text)).execute(arguments);
        assertThat(code).isZero();
        return text.toString();
    }
}
