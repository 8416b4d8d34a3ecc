package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, since a function gets its settings by its environment. */
class ReapFunctionTest {
    @TempDir
    Path directory = Path.of("");

    private Shed shed = new Shed(directory);

    @BeforeEach
    void anAccountInAShed() throws IOException {
        shed = new Shed(directory.resolve("shed"));
        Shed.packInto(directory.resolve("plugins/shed.jar"));
        Files.writeString(directory.resolve("reap.yaml"), """
                owner: acme-ci
                accounts: {shed: {provider: shed, options: {dir: shed, key: "${SHED_KEY}"}}}
                """);
    }

    private Shell.Ran invoke(Map<String, String> environment) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder runtime = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FunctionRuntime.class.getName(),
                        "io.github.dynagents.runner.ReapFunction::handle")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        runtime.environment().putAll(environment);
        Process process = runtime.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the function has not ended within two minutes");
        }
        return new Shell.Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Map<String, String> settings() {
        return Map.of("DYNAGENTS_CONFIG", directory.resolve("reap.yaml").toString(), "SHED_KEY", "s3cr3t");
    }

    @Test
    void itReleasesWhatIsOverAndTellsHowMany() throws Exception {
        shed.remnant("acme-ci.off").remnant("other.off");

        Shell.Ran ran = invoke(settings());

        assertThat(ran.out()).as(ran.err()).isEqualTo("1 of 1 machine(s) released\n");
        assertThat(ran.err()).contains("releases off: powered off");
        assertThat(ran.code()).isZero();
        assertThat(shed.left()).containsExactly("other.off");
    }

    @Test
    void itFailsIfAnythingFailedAndReleasesTheOthersAllTheSame() throws Exception {
        shed.remnant("acme-ci.a-stuck").remnant("acme-ci.b");

        Shell.Ran ran = invoke(settings());

        assertThat(ran.err())
                .contains("1 of 2 machine(s) released; could not release a-stuck: ", "it is nailed to the floor");
        assertThat(ran.code()).isNotZero();
        assertThat(shed.left()).containsExactly("acme-ci.a-stuck");
    }

    @Test
    void withoutItsSettingsItFailsAndSaysWhichAreMissing() throws Exception {
        assertThat(invoke(Map.of()).err()).contains("the environment variable DYNAGENTS_CONFIG is not set");
        assertThat(invoke(Map.of(
                                "DYNAGENTS_CONFIG",
                                directory.resolve("reap.yaml").toString()))
                        .err())
                .contains("accounts.shed.options.key: the environment variable SHED_KEY is not set");
    }

    @Test
    void theHandlerIsDescribedInTheDocumentation() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reap.md")))
                .contains("io.github.dynagents.runner.ReapFunction::handle");
    }

    /** Calls a handler as function runtimes do, by {@code package.Class::method}. */
    static final class FunctionRuntime {
        private FunctionRuntime() {}

        public static void main(String[] arguments) throws ReflectiveOperationException {
            List<String> handler = List.of(arguments[0].split("::"));
            Class<?> type = Class.forName(handler.get(0));
            Object function = type.getConstructor().newInstance();
            Map<String, Object> event = Map.of("source", "aws.scheduler", "detail", Map.of());
            System.out.println(type.getMethod(handler.get(1), Map.class).invoke(function, event));
        }
    }
}
