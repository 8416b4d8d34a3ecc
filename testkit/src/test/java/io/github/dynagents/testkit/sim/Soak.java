package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Seeds that nobody has run yet, for {@code -Dsoak.time=30m} on all processors: not a part of the usual build, but of
 * {@code ./mvnw -Psoak -pl testkit -am verify}. Those that fail are written to {@code target/failing-seeds.txt}.
 */
class Soak {
    private static final Path FAILING = Path.of("target", "failing-seeds.txt");

    @Test
    void noSeedBreaksAnInvariant() throws IOException, InterruptedException {
        Duration length =
                Duration.parse("PT" + System.getProperty("soak.time", "1m").toUpperCase(Locale.ROOT));
        long first = Long.getLong("soak.first", System.currentTimeMillis() * 1000);
        long end = System.nanoTime() + length.toNanos();
        Campaign campaign = Campaign.run(first, seed -> System.nanoTime() < end);
        System.out.print("from seed " + first + " on: " + campaign.table());
        List<String> failing = campaign.failed().values().stream()
                .map(result -> result.violations().getFirst().toString() + "\n  " + Report.command(result.seed()))
                .toList();
        Files.createDirectories(FAILING.getParent());
        Files.write(FAILING, failing);
        assertThat(failing).as("see " + FAILING.toAbsolutePath()).isEmpty();
    }
}
