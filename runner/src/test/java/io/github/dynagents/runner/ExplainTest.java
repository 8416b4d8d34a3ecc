package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.World;
import io.github.dynagents.runner.internal.recording.RecordingFile;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.sim.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final Instant START = Instant.parse("2026-01-05T14:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private final Simulation simulation = new Simulation(1, START);
    private final FakeCiServer ci = FakeCiServer.drone(simulation.time(), "ci")
            .serves(AgentProfile.of("linux", 1))
            .serves(AgentProfile.of("other", 1));

    private final FakeCloud cloud = FakeClouds.ec2(simulation.time())
            .sells(FakeOffering.of("small", Money.dollars("0.10")))
            .sells(FakeOffering.of("tiny", Money.dollars("0.05")).noneUntil(START.plus(Duration.ofMinutes(30))));

    /** Three jobs at 14:10, two machines at most, and a CI server that is away from 14:40 to 14:45. */
    private Shell recorded() {
        Instant away = START.plus(Duration.ofMinutes(40));
        ci.faults().during(away, away.plus(Duration.ofMinutes(5)), Fault.unreachable());
        simulation
                .account("main", cloud)
                .server(ci)
                .limits(Limits.machines(2))
                .pool(Pool.builder("linux", "ci", List.of(Supply.parse("main"))).build())
                .pool(Pool.builder("other", "ci", List.of(Supply.parse("main"))).build());
        try (RecordingFile file = RecordingFile.create(directory.resolve("run.jsonl.gz"), Long.MAX_VALUE, "0.9")) {
            file.begin(World.start(simulation.fleet(), START), false);
            simulation.listener(file).startDaemon();
            simulation.time().runFor(Duration.ofMinutes(10));
            for (int i = 0; i < 3; i++) {
                ci.submit(Work.of("octo/hello", "default", Duration.ofMinutes(50)));
            }
            simulation.time().runFor(Duration.ofMinutes(50));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shell(directory);
    }

    private static Shell.Ran explain(Shell shell, String... more) {
        List<String> arguments = new ArrayList<>(List.of("explain", "--recording", "run.jsonl.gz"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private static String told(Shell.Ran ran) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.err()).isEmpty();
        return ran.out();
    }

    @Test
    void withoutATimeItListsTheTicksThatDidSomething() {
        String out = told(explain(recorded()));

        assertThat(out.lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .matches(
                        "2026-01-05T14:10:0\\S+Z  2 × buy main:tiny for pool linux: jobs wait that nothing else serves: .*");
        assertThat(out)
                .contains("buy main:small for pool linux")
                .containsPattern(
                        "\n\\d+ of \\d+ ticks of owner simulation from 2026-01-05T14:00:00Z to 2026-01-05T14:55:"
                                + "\\S+ did something; --at TIME explains one\n$");
    }

    @Test
    void itTellsWhatWasKnownDecidedAndRejected() {
        String out = told(explain(recorded(), "--at", "14:10:00"));

        assertThat(out)
                .startsWith("tick of 2026-01-05T14:10:0")
                .contains("\n  CI server ci: 3 pending, 0 held by the server, 0 running, asked ")
                .contains("\n  account main: 0 machine(s), asked ")
                .contains("\n    small at $0.10 an hour, billed by the second")
                .containsPattern("\n    tiny at \\$0.05 .*; withheld until 2026-01-05T14:11:\\d+Z: NO_CAPACITY: ")
                .containsPattern("\n  pool linux: 3 waiting, the oldest since \\ds, \\d machine\\(s\\)")
                .containsPattern("\n  buy main:small for pool linux: jobs wait .*\\(waiting 3, ")
                .contains("\nconsidered and rejected:\n")
                .containsPattern("\n  pool linux, buy main:tiny: main:tiny is withheld until ")
                .contains("\n  pool linux, buy main:small: the limit of 2 machines is reached");
    }

    @Test
    void itTellsWhatWasUnknownAndForHowLong() {
        String out = told(explain(recorded(), "--at", "2026-01-05T14:43:00Z"));

        assertThat(out)
                .containsPattern(
                        "\n  CI server ci is unknown since 2026-01-05T14:40:\\d+Z: .*; last known \\S+ before: 1"
                                + " pending, 0 held by the server, 2 running\n")
                .containsPattern("\n    linux-\\S+ \\(main, \\$0.10 an hour\\) has 1 job, paid until 2026-01-05T14:4")
                .contains("\ntold:\n  CI server ci is unknown, so nothing is bought, drained or released for it: ");
    }

    @Test
    void aTimeMayBeCountedFromTheEnd() {
        Shell shell = recorded();

        assertThat(told(explain(shell, "--at", "-20m"))).startsWith("tick of 2026-01-05T14:35:00");
        assertThat(told(explain(shell, "--at", "-0s"))).startsWith("tick of 2026-01-05T14:55:");
    }

    @Test
    void itTellsOfOnePoolOnly() {
        Shell shell = recorded();

        assertThat(told(explain(shell, "--pool", "other", "--at", "14:10:00")))
                .contains("pool other: 0 waiting")
                .doesNotContain("pool linux");
        assertThat(told(explain(shell, "--pool", "other"))).doesNotContain("buy");
        assertThat(explain(shell, "--pool", "windows").err())
                .contains("there is no pool windows in run.jsonl.gz; there is linux, other");
    }

    @Test
    void scriptsGetJson() {
        Shell shell = recorded();

        assertThat(told(explain(shell, "--json")))
                .startsWith("[\n")
                .contains(
                        "\"at\": \"2026-01-05T14:10:0",
                        "\"asRecorded\": true",
                        "\"why\": \"jobs wait that nothing else serves: ");
        assertThat(told(explain(shell, "--json", "--at", "14:10:00")))
                .startsWith("{\n")
                .contains("\"considered\": [", "\"what\": \"buy main:tiny\"", "\"withheldUntil\": \"2026-01-05T14:11:");
    }

    @Test
    void anotherVersionThatDecidesOtherwiseIsTold() {
        Policy lazy = world -> new Plan(List.of(), world.now().plusSeconds(60));
        simulation.policy(lazy);

        Shell.Ran ran = explain(recorded(), "--at", "14:10:00");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.err())
                .containsPattern(
                        "dynagents: since 2026-01-05T14:00:\\S+ this version decides otherwise than the recorded"
                                + " daemon did, which was 0.9");
    }

    private static void isMisused(Shell.Ran ran, String why) {
        assertThat(ran.err()).startsWith("dynagents: ").contains(why);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void aTimeThatIsNotInItIsRefused() {
        Shell shell = recorded();

        isMisused(
                explain(shell, "--at", "2026-01-05T13:00:00Z"),
                "--at: the recording begins only at 2026-01-05T14:00:00Z, and 2026-01-05T13:00:00Z is before that");
        isMisused(explain(shell, "--at", "-2h"), "begins only at");
        isMisused(explain(shell, "--at", "15:30"), "--at: the last tick of the recording is that of 2026-01-05T14:55:");
        isMisused(explain(shell, "--at", "noon"), "\"noon\" is no moment: expected an instant such as");
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        Shell shell = new Shell(directory);
        isMisused(explain(shell), "there is no file run.jsonl.gz");
        isMisused(shell.run("explain", "--recording", "."), "there is no file .");
        Path file = directory.resolve("run.jsonl.gz");
        Files.writeString(file, "owner: me\n");
        isMisused(explain(shell), "is not a recording of dynagents");
        Files.writeString(file, "");
        isMisused(explain(shell), "is empty");
        Files.write(file, new byte[] {0x1f, 1, 2, 3});
        isMisused(explain(shell), "is not a recording of dynagents");
    }

    @Test
    void aRecordingOfAnotherFormatSaysWhatReadsIt() throws IOException {
        Files.writeString(
                directory.resolve("run.jsonl.gz"), "{\"Format\":{\"format\":2,\"by\":\"3.1.0\"}}\n{\"Begun\":{}}\n");

        isMisused(
                explain(new Shell(directory)),
                "is a recording in format 2, and this version reads format 1; explain it with dynagents 3.1.0");
    }

    @Test
    void aRecordingThatEndsBeforeTheFirstTickSaysSo() throws IOException {
        try (RecordingFile file = RecordingFile.create(directory.resolve("run.jsonl.gz"), Long.MAX_VALUE, "0.9")) {
            simulation.account("main", cloud);
            file.begin(World.start(simulation.fleet(), START), false);
        }

        isMisused(explain(new Shell(directory), "--at", "14:10"), "nothing has been decided yet in run.jsonl.gz");
    }

    @Test
    void aRecordingOfASingleTickOrOfNoSizeIsRefused() {
        Shell shell = new Shell(directory);

        isMisused(shell.run("run", "--once", "--record", "x"), "--record is of a daemon that stays");
        isMisused(shell.run("run", "--record", "x", "--record-limit", "0"), "--record-limit must be at least 1 MB: 0");
    }
}
