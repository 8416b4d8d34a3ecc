package io.github.dynagents.testkit.tck;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The program {@code moto_server}, an emulator of AWS, which stands in for it in tests. {@code .ci/install-test-tools} puts
 * it into the cache of this user.
 */
public record MotoProgram(Path path) {
    private static final String VERSION = "5.2.5";

    /**
     * Looks for it: where the system property {@code dynagents.moto} says, else in the cache.
     *
     * @throws TestAbortedException if there is none; where {@code CI=true} that is an AssertionError
     */
    public static MotoProgram installed() {
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .orElse(System.getProperty("user.home") + "/.cache");
        return Stream.of(
                        Optional.ofNullable(System.getProperty("dynagents.moto")),
                        Optional.of(cache + "/dynagents/moto-" + VERSION + "/bin/moto_server"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(MotoProgram::new)
                .orElseThrow(MotoProgram::missing);
    }

    private static RuntimeException missing() {
        String what =
                "moto " + VERSION + " is not installed: run .ci/install-test-tools, or name another moto_server by"
                        + " -Ddynagents.moto=PATH";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(what);
        }
        return new TestAbortedException(what);
    }

    /** What starts it, to listen at that port of the loopback interface. */
    public List<String> command(int port) {
        return List.of(path.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
    }
}
