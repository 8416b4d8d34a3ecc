package io.github.dynagents.examples.endtoend;

import java.net.URI;
import java.util.Optional;

/**
 * A real Drone server and a real runner, as system properties name them; {@code docs/testing.md} lists them. Without
 * them, the testkit's stand-ins are started.
 */
final class Given {
    private Given() {}

    static boolean server() {
        return property("url").isPresent();
    }

    static URI url() {
        return URI.create(required("url"));
    }

    static String token() {
        return required("token");
    }

    static String rpcSecret() {
        return required("rpc-secret");
    }

    static String repo() {
        return required("repo");
    }

    /** The build that is run again for each job. */
    static long build() {
        return Long.parseLong(property("build").orElse("1"));
    }

    /** The server's process, on this host; may be stopped and continued. */
    static Optional<Long> serverPid() {
        return property("pid").map(Long::valueOf);
    }

    /** Where the server's webhook goes: {@code HOST:PORT} of this host. */
    static Optional<String> webhook() {
        return property("webhook");
    }

    static String webhookSecret() {
        return required("webhook-secret");
    }

    /** The program of a Drone runner of type exec. */
    static Optional<String> runner() {
        return Optional.ofNullable(System.getProperty("dynagents.runner"));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty("dynagents.drone." + name));
    }

    private static String required(String name) {
        return property(name)
                .orElseThrow(() -> new IllegalStateException(
                        "dynagents.drone.url is set, so dynagents.drone." + name + " is needed too"));
    }
}
