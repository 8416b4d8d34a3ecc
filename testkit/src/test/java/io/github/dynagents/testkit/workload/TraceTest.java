package io.github.dynagents.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.ci.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void whatIsNoTraceIsToldSo() {
        assertThatThrownBy(() -> read("<html>")).hasMessageContaining("expected the header");
        assertThatThrownBy(() -> read("")).hasMessageContaining("the end of the file");
    }

    private static Workload read(String csv) throws IOException {
        return Trace.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
