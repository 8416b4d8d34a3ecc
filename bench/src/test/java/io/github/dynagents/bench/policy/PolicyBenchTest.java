package io.github.dynagents.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyBenchTest {
    private static final String HEADER = "submitted,repo,pipeline,os,arch,labels,duration_s,status\n";

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void oneJob() throws IOException {
        Files.writeString(directory.resolve("one.csv"), HEADER + "0,octo/hello,test,linux,amd64,,300,success\n");
    }

    private String run(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(List.of(options));
        int code = PolicyBench.run(
                new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void eachPolicyIsComparedWithTheBestRuleAndWithHindsight() {
        String csv = run("--csv", "--billing", "second", "--worth", "0");

        // 300 s of work and 90 s of boot on a machine at $0.10 an hour, and nobody minds waiting.
        assertThat(csv)
                .contains("one,second,0.0,idle-timeout T=0,0.010834,0.025,90.0,1,0,0.010834,")
                .contains("one,second,0.0,hindsight schedule,0.010834,0.025,,1,0,0.010834,")
                .containsPattern("one,second,0.0,economic,.*,1\\.0,1\\.0\\R")
                .contains("economic without learning", "always-on n=1", "drone 0..100 1m");
    }

    @Test
    void theSummaryTellsOfEveryBillingAndWorth() {
        assertThat(run("--summary", "--worth", "2,60").lines().map(String::strip))
                .anyMatch(line -> line.matches("all +4 .*"))
                .anyMatch(line -> line.matches("small teams +hourly +\\$60.00 +1 .*"));
    }

    @Test
    void machinesMayDifferInPriceSpeedAndBoot() {
        assertThat(run(
                        "--price",
                        "0.10,0.18@2",
                        "--boot",
                        "60s~0.5",
                        "--slots",
                        "1",
                        "--jitter",
                        "20%",
                        "--worth",
                        "2"))
                .startsWith("machines at [$0.10, $0.18@2.0] an hour, of 1 slots, that boot in 60 s, log-normal");
    }

    @Test
    void finishedReplaysAreKept() throws IOException {
        String store = directory.resolve("store").toString();
        String first = run("--csv", "--worth", "2", "--store", store);
        List<Path> kept;
        try (var files = Files.list(Path.of(store))) {
            kept = files.toList();
        }
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            Files.writeString(file, "7000000 0 0 1 0");
        }

        assertThat(first).doesNotContain(",7.0,");
        assertThat(run("--csv", "--worth", "2", "--store", store).lines().skip(1))
                .allMatch(line -> line.contains(",7.0,"));
    }
}
