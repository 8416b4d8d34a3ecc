package io.github.dynagents.droneclient;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Short words for what the tests need. */
final class Worlds {
    static final String TOKEN = "t0ken-of-an-admin";
    static final DroneAgents AMD64 =
            DroneAgents.builder("linux", Platform.LINUX_AMD64).build();

    private Worlds() {}

    static DroneServer.Builder drone(String address, DroneAgents... agents) {
        return DroneServer.builder("ci", address, new Secret(TOKEN), new Secret("rpc-s3cret"), List.of(agents))
                .callTimeout(Duration.ofSeconds(20));
    }

    static Failure failureOf(Executable call) {
        return assertThrows(Failure.class, call);
    }
}
