package io.github.dynagents.examples.embedding;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.examples.process.ProcessMachinesFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** A provider, opened without any discovery. */
final class LocalCloud {
    private LocalCloud() {}

    static Machines open(Path directory) {
        Settings account =
                Settings.of(Map.of("dir", directory, "capacity", 4, "watchdog-poll", Duration.ofMillis(200)));
        Settings small = Settings.of(Map.of(
                "price", Money.dollars("0.05"),
                "increment", Duration.ofSeconds(1),
                "minimum", Duration.ZERO,
                "boot", Duration.ofSeconds(2),
                "speed", 1.0));
        return new ProcessMachinesFactory().open(account, new TreeMap<>(Map.of("small", small)), new Main());
    }

    /** Leaves nothing running, whatever went wrong. */
    static void releaseAll(Path directory) throws Failure {
        try (Machines cloud = open(directory)) {
            for (Machine machine : cloud.list().machines()) {
                cloud.release(machine);
            }
        }
    }

    private record Main() implements Context {
        @Override
        public String account() {
            return "main";
        }

        @Override
        public String owner() {
            return "my-ci";
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public System.Logger logger() {
            return System.getLogger("io.github.dynagents.process");
        }
    }
}
