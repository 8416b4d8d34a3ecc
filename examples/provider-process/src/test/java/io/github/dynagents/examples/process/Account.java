package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Opens the account {@code local} as a daemon would. */
final class Account {
    Machines open(Path directory, String owner, int capacity) {
        Settings settings =
                Settings.of(Map.of("dir", directory, "capacity", capacity, "watchdog-poll", Duration.ofMillis(100)));
        Settings small = Settings.of(Map.of(
                "price", Money.dollars("0.5"),
                "increment", Duration.ofHours(1),
                "minimum", Duration.ofHours(1),
                "boot", Duration.ofSeconds(2),
                "speed", 1.5));
        return new ProcessMachinesFactory().open(settings, new TreeMap<>(Map.of("small", small)), context(owner));
    }

    private static Context context(String owner) {
        return TestContext.of("local", owner, InstantSource.system());
    }
}
