package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private static final String HEADER = "submitted,repo,pipeline,os,arch,labels,duration_s,status\n";

    @TempDir
    Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void twoTraces() {
        shell = new Shell(directory)
                .file("small.csv", HEADER + "0,octo/hello,test,linux,amd64,,300,success\n")
                .file("wrong.csv", HEADER + "0,octo/hello,test,linux,amd64,,300\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonIsAnObjectForEachReplay() throws IOException {
        Shell.Ran ran = shell.run(
                "simulate", "small.csv", "--billing", "hourly,second", "--policy", "idle-timeout T=0", "--json");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        List<Map<String, Object>> rows = (List<Map<String, Object>>) Objects.requireNonNull(
                JsonReader.of(new Buffer().writeUtf8(ran.out())).readJsonValue());
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().keySet())
                .containsExactly(
                        "trace",
                        "billing",
                        "worth",
                        "policy",
                        "cost",
                        "waitHours",
                        "waitMean",
                        "waitP50",
                        "waitP95",
                        "waitP99",
                        "machineHours",
                        "machines",
                        "utilization",
                        "unfinished");
        assertThat(rows.getFirst())
                .containsEntry("trace", "small")
                .containsEntry("billing", "hourly")
                .containsEntry("cost", 0.1)
                .containsEntry("waitMean", 90.0)
                .containsEntry("waitHours", 0.025);
    }

    @Test
    void aTableShowsOurPolicyAndTheRulesOfOthers() {
        Shell.Ran ran = shell.run("simulate", "small.csv");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.out())
                .contains("machines of 2 slots at $0.10 an hour that boot in 90.0 s:")
                .containsPattern("small +second +\\$2.00 +economic ")
                .contains("drone 2..4 (default)", "one machine per job");
    }

    @Test
    void aSweepIsAGrid() {
        Shell.Ran ran = shell.run(
                "simulate", "small.csv", "--policy", "economic", "--sweep", "worth=0.5,60", "--sweep", "slots=1,4");

        assertThat(ran.out().lines().filter(line -> line.contains("economic"))).hasSize(4);
    }

    @Test
    void whatIsWrongInATraceIsToldWithItsPlace() {
        Shell.Ran ran = shell.run("simulate", "wrong.csv");

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(ran.err()).contains("wrong.csv:2: expected 8 fields, found 7");
    }

    @Test
    void whatIsNoPolicyNoTimeAndNoFileIsToldWithWhatMayHaveBeenMeant() {
        assertThat(shell.run("simulate", "small.csv", "--policy", "ecconomic").err())
                .contains("did you mean \"economic\"?");
        assertThat(shell.run("simulate", "small.csv", "--boot", "soon").err())
                .contains("--boot: \"soon\" is not a time such as 90s");
        assertThat(shell.run("simulate", "small.csv", "--sweep", "wirth=2").err())
                .contains("did you mean \"worth\"?");
        assertThat(shell.run("simulate", "none.csv").err()).contains("none.csv: there is no such file");
    }

    @Test
    void aReportNeedsNothingElseAndIsTheSameEachTime() throws IOException {
        shell.file("odd.csv", HEADER + "0,octo/hello,test,linux,amd64,a=</script>,300,success\n");

        Shell.Ran ran = shell.run("simulate", "small.csv", "odd.csv", "--html", "report.html");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.out()).endsWith("plots: report.html" + System.lineSeparator());
        String report = Files.readString(shell.path("report.html"));
        assertThat(report)
                .contains("\"name\": \"economic\"", "\"machines\": [[0,0,390]]", "uPlot")
                .contains("\\u003c/script>")
                .doesNotContain("{{", "src=", "href=");
        assertThat(report.split("</script>", -1)).hasSize(3);
        shell.run("simulate", "small.csv", "odd.csv", "--html", "again.html");
        assertThat(shell.path("again.html")).hasSameTextualContentAs(shell.path("report.html"));
    }

    @Test
    void aReportThatCannotBeWrittenIsTold() {
        assertThat(shell.run("simulate", "small.csv", "--html", "nowhere/report.html")
                        .err())
                .contains("--html nowhere/report.html cannot be written: ", "its folder must be there and writable");
    }

    @Test
    void aTraceWithoutJobsAndOneThatIsAFolderAreTold() {
        shell.file("none.csv", HEADER);

        assertThat(shell.run("simulate", "none.csv", "--html", "report.html").err())
                .contains("none.csv: it has no jobs");
        assertThat(shell.run("simulate", ".").err()).contains(".: it is a folder; name the traces in it");
    }

    @Test
    void whatIsSaidTwiceIsNotDropped() {
        assertThat(shell.run("simulate", "small.csv", "--sweep", "worth=1,2", "--worth", "3")
                        .err())
                .contains("--sweep worth and --worth say the same");
    }

    private void aPoolOfTin(String offerings) {
        aPoolOfTin(offerings, "[]");
    }

    private void aPoolOfTin(String offerings, String floor) {
        new PluginJar().selling(offerings).packInto(directory.resolve("plugins/tin.jar"));
        shell.with("T", "s3cr3t").file("dynagents.yaml", """
                owner: acme
                servers: {ci: {type: drone, url: "http://localhost:1", token: "${T}", rpc-secret: "${T}"}}
                accounts: {can: {provider: tin, templates: {small: {price: 0.05}}}}
                pools:
                  linux: {server: ci, agent: {image: runner}, buy: [can], worth: 5, machines: 1, floor: %s}
                limits: {machines: 1, per-hour: 1}
                """.formatted(floor));
    }

    @Test
    void realPoolsBuyWhatTheirAccountsSell() {
        aPoolOfTin("""
                return List.of(Offering.builder(new OfferingId("can", "small/a"), "small", Money.dollars("3.60"))
                        .terms(BillingTerms.HOURLY)
                        .speed(2)
                        .usualBoot(java.time.Duration.ofSeconds(30))
                        .build());""");
        shell.file(
                "mixed.csv",
                HEADER + "0,octo/hello,test,linux,amd64,,300,success\n0,octo/hello,test,windows,amd64,,300,success\n");

        Shell.Ran ran =
                shell.run("simulate", "mixed.csv", "--config", "dynagents.yaml", "--policy", "idle-timeout T=0");

        assertThat(ran.err()).contains("mixed: 1 jobs for windows/amd64 are left out: no pool serves them");
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.out())
                .contains("pool linux: at most 1 machines of ")
                .containsPattern("mixed: linux +as sold +\\$5.00 +idle-timeout T=0 +\\$3.60 +30.0 s");
    }

    @Test
    void aRealPoolsFloorIsKept() {
        aPoolOfTin("""
                return List.of(Offering.builder(new OfferingId("can", "small/a"), "small", Money.dollars("3.60"))
                        .terms(BillingTerms.HOURLY)
                        .build());""", "['1 Mon 01:00-04:00 UTC']");
        shell.file("late.csv", HEADER + "7200,octo/hello,test,linux,amd64,,300,success\n");

        Shell.Ran ran = shell.run("simulate", "late.csv", "--config", "dynagents.yaml", "--policy", "economic");

        assertThat(ran.out())
                .contains("on sale: 1 offering; floor, of economic alone: 1 Mon 01:00-04:00 UTC:")
                .containsPattern("economic +\\$7.20 +0.0 s");
    }

    @Test
    void anAccountThatDoesNotTellWhatItSellsAndOptionsOfTheConfigurationAreTold() {
        aPoolOfTin("throw Failure.of(Failure.Kind.DENIED, \"who are you?\");");

        Shell.Ran ran = shell.run("simulate", "small.csv", "--config", "dynagents.yaml");

        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(ran.err()).contains("account can does not tell what it sells: who are you?");
        assertThat(shell.run("simulate", "small.csv", "--config", "dynagents.yaml", "--slots", "4")
                        .err())
                .contains("--slots: comes from the configuration");
    }
}
