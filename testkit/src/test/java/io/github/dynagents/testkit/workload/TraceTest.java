package io.github.dynagents.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.ci.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String HEADER = "submitted,repo,pipeline,os,arch,labels,duration_s,status\n";

    @Test
    void linesBecomeArrivals() throws IOException {
        Workload workload = read(HEADER + "0.0,a/b,test,linux,amd64,,240.5,success\n"
                + "600,a/b,big job,windows,arm64,size=xl;gpu=no,1,killed\n");

        assertThat(workload.arrivals())
                .containsExactly(
                        new Arrival(Duration.ZERO, Work.of("a/b", "test", Duration.ofMillis(240_500))),
                        new Arrival(
                                Duration.ofSeconds(600),
                                new Work(
                                        "a/b",
                                        "big job",
                                        Platform.of("windows", "arm64"),
                                        Labels.of(Map.of("gpu", "no", "size", "xl")),
                                        Duration.ofSeconds(1),
                                        false)));
    }

    @Test
    void gzippedFilesAreReadAsPlainOnesAre(@TempDir Path folder) throws IOException {
        String csv = HEADER + "5,r,p,linux,amd64,,10,failure\n";
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("trace.csv.gz"), zipped.toByteArray());

        assertThat(Trace.read(file)).isEqualTo(read(csv));
    }

    @Test
    void aBrokenLineIsNamed(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("t.csv"), HEADER + "5,r,p,linux,amd64,,10,ok\n5,r,p,linux,amd64\n");

        assertThatThrownBy(() -> Trace.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("t.csv:3: expected 8 fields, found 5");
        assertThatThrownBy(() -> read(HEADER + "x,r,p,linux,amd64,,10,ok\n")).hasMessageContaining("trace:2:");
        assertThatThrownBy(() -> read(HEADER + "1,r,p,linux,amd64,size,10,ok\n"))
                .hasMessageContaining("k=v");
        assertThatThrownBy(() -> read(HEADER + "-1,r,p,linux,amd64,,10,ok\n")).hasMessageContaining("negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1790000000,r,p,linux,amd64,,10,ok", "1,r,p,linux,amd64,,1e999999999,ok"})
    void aTimeThatNothingTakesIsAMistake(String line) {
        assertThatThrownBy(() -> read(HEADER + line + "\n"))
                .hasMessageStartingWith("trace:2: a time is longer than ten years")
                .hasMessageContaining("not from 1970");
    }

    @Test
    void whatATerminalWouldObeyIsNotShown() {
        assertThatThrownBy(() -> read("\u001b[31mred")).hasMessageEndingWith("not \"?[31mred\"");
    }

    @Test
    void whatIsNoTraceIsToldSo() {
        assertThatThrownBy(() -> read("<html>")).hasMessageContaining("expected the header");
        assertThatThrownBy(() -> read("")).hasMessageContaining("the end of the file");
    }

    @Test
    void commasQuotesAndLineEndsMayStandInNames() throws IOException {
        Workload workload = read(HEADER + "1,a/b,\"test, \"\"all\"\"\nof it\",linux,amd64,,10,success\n");

        assertThat(workload.arrivals().getFirst().work().pipeline()).isEqualTo("test, \"all\"\nof it");
    }

    @Test
    void aLineAfterOneThatIsBrokenInTwoIsCountedAsAnEditorDoes() {
        assertThatThrownBy(
                        () -> read(HEADER + "1,r,\"p\nq\",linux,amd64,,10,success\n\n2,r,p,linux,amd64,,x,success\n"))
                .hasMessage("trace:5: not a number of seconds in \"2,r,p,linux,amd64,,x,success\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40})
    void aFileThatBreaksOffIsToldSo(int bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write((HEADER + "5,r,p,linux,amd64,,10,failure\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] begin = Arrays.copyOf(zipped.toByteArray(), bytes);

        assertThatThrownBy(() -> Trace.read(new ByteArrayInputStream(begin)))
                .isInstanceOf(IOException.class)
                .hasMessage("trace: cannot be read beyond line 0: the file ends in the middle of what is compressed; is"
                        + " it there as a whole?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.csv", "trace.csv.gz"})
    void whatIsWrittenIsReadTheSame(String name, @TempDir Path folder) throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            List<TraceLine> lines = lines(new Random(seed));
            Path file = folder.resolve(name);

            Trace.write(file, lines);

            List<TraceLine> read = new ArrayList<>();
            try (InputStream in = Files.newInputStream(file)) {
                new TraceReader("trace").read(in, read::add);
            }
            assertThat(read).as("seed %s", seed).isEqualTo(lines);
            assertThat(Trace.read(file).arrivals()).as("seed %s", seed).hasSameSizeAs(lines);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing is left beside it").containsExactly(folder.resolve(name));
        }
    }

    private static List<TraceLine> lines(Random random) {
        List<TraceLine> lines = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            Map<String, String> labels = new TreeMap<>();
            for (int label = random.nextInt(4); label > 0; label--) {
                labels.put("k" + text(random), text(random));
            }
            lines.add(new TraceLine(
                    Duration.ofMillis(random.nextLong(1L << 38)),
                    text(random),
                    text(random),
                    text(random),
                    text(random),
                    Labels.of(labels),
                    Duration.ofMillis(random.nextInt(1 << 25)),
                    text(random)));
        }
        return lines;
    }

    /** Anything that may stand in a name, with a liking for what means something in a trace. */
    private static String text(Random random) {
        String letters = "ab,;=%\"'# \n\r\té\ud83d\ude00";
        int[] points = letters.codePoints().toArray();
        return random.ints(random.nextInt(6), 0, points.length)
                .mapToObj(at -> Character.toString(points[at]))
                .collect(Collectors.joining());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOneAndNothingElse(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "old");
        Iterable<TraceLine> broken = () -> {
            throw new IllegalStateException("no more");
        };

        assertThatThrownBy(() -> Trace.write(file, broken)).isInstanceOf(IllegalStateException.class);

        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static Workload read(String csv) throws IOException {
        return Trace.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
