package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.daemon.Daemon;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.plugin.Plugins;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in an account is told before anything is bought. The CI server of these is never there. */
class ExaminingTest {
    private static final String WRONG = """
            return List.of(
                Finding.note("", "three zones"),
                Finding.wrong("template small", "there is no image x-1", "choose another:\\nx-2"));
            """;

    @TempDir
    Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void twoAccounts() {
        shell = new Shell(directory).with("T", "s3cr3t").file("dynagents.yaml", """
                owner: acme
                servers: {ci: {type: drone, url: "http://localhost:1", token: "${T}", rpc-secret: "${T}"}}
                timeouts: {call: 1s}
                accounts:
                  box: {provider: box, templates: {small: {price: 0.05}}}
                  can: {provider: tin, templates: {small: {price: 0.05}}}
                pools:
                  linux: {server: ci, agent: {image: runner}, buy: [box, can], worth: 2, machines: 1}
                limits: {machines: 1, per-hour: 1}
                """);
    }

    private void boxExamines(String statements) {
        new PluginJar().named("box").examining(statements).packInto(directory.resolve("plugins/box.jar"));
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
    }

    @Test
    void planTellsWhatIsWrongAndWhatToDo() {
        boxExamines(WRONG);

        Shell.Ran ran = shell.run("plan");

        assertThat(ran.out()).contains("""
                note: account box: three zones
                wrong: account box, template small: there is no image x-1
                  → choose another:
                    x-2
                note: account can: true
                pool linux:""");
        assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE.code());
    }

    @Test
    void scriptsAreToldToo() {
        boxExamines(WRONG);

        assertThat(shell.run("plan", "--json").out()).contains("\"findings\": [", """
                {
                      "severity": "wrong",
                      "account": "box",
                      "about": "template small",
                      "what": "there is no image x-1",
                      "todo": "choose another:\\nx-2"
                    }""");
    }

    @Test
    void anAccountWhoseExaminationFailsIsAFindingAndHidesNoOther() {
        boxExamines("throw Failure.of(Failure.Kind.DENIED, \"who are you?\");");

        assertThat(shell.run("plan").out())
                .contains("wrong: account box: could not be examined: who are you?\n  → see whether its credentials")
                .contains("note: account can: true");
    }

    @Test
    void anAccountThatHangsIsAFindingAndHidesNoOther() {
        boxExamines("while (true) { java.util.concurrent.locks.LockSupport.park(); }");

        assertThat(shell.run("plan").out())
                .contains("wrong: account box: could not be examined: examine-box: no answer within 3s")
                .contains("note: account can: true");
    }

    @Test
    void theDaemonIsToldOfItInItsLogAndDoesNotWaitForIt() throws Exception {
        boxExamines("try { LISTED.await(); } catch (InterruptedException e) { return List.of(); }\n" + WRONG);
        ConfigReader reader = new ConfigReader(
                Map.of("T", "s3cr3t"), folder -> Plugins.find(List.of(folder), ExaminingTest.class.getClassLoader()));
        CompletableFuture<String> warned = new CompletableFuture<>();
        Handler handler = new Warnings(warned);
        Logger logger = Logger.getLogger("io.github.dynagents.daemon");
        logger.addHandler(handler);
        try (Opened opened = Opened.open(
                        reader.read("dynagents.yaml", directory.resolve("dynagents.yaml")), InstantSource.system());
                Daemon daemon = new Daemon(opened, true, false, Optional.empty())) {
            daemon.start(opened.asFleet());

            assertThat(warned.get(1, TimeUnit.MINUTES))
                    .isEqualTo("account box, template small: there is no image x-1 → choose another: x-2");
        } finally {
            logger.removeHandler(handler);
        }
    }

    /** Keeps the first one. */
    private static final class Warnings extends Handler {
        private final CompletableFuture<String> first;

        Warnings(CompletableFuture<String> first) {
            this.first = first;
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.WARNING)) {
                first.complete(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void permissionsAreAllThatIsPrintedWhenTheyAreAskedFor() {
        boxExamines("throw new IllegalStateException(\"nobody may call\");");

        Shell.Ran ran = shell.run("plan", "--permissions");

        assertThat(ran.out()).isEqualTo("tin:true\ntin:true\n");
        assertThat(ran.err()).contains("account box: its credentials need", "account can: its credentials need");
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(shell.run("plan", "--permissions", "--json").out())
                .contains("\"box\": \"tin:true\"", "\"can\": \"tin:true\"");
    }

    @Test
    void anAccountThatNamesNoPermissionsIsTold() {
        Shed.packInto(directory.resolve("plugins/shed.jar"));
        shell.file("dynagents.yaml", """
                owner: acme
                servers: {ci: {type: drone, url: "http://localhost:1", token: "${T}", rpc-secret: "${T}"}}
                accounts: {shed: {provider: shed, options: {dir: here, key: "${T}"}, templates: {small: }}}
                pools:
                  linux: {server: ci, agent: {image: runner}, buy: [shed], worth: 2, machines: 1}
                limits: {machines: 1, per-hour: 1}
                """);

        Shell.Ran ran = shell.run("plan", "--permissions");

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("account shed: its provider does not tell what its credentials need");
    }
}
