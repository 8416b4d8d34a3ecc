package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the agent reads from its environment: the variables of real runners and {@code DYNAGENTS_AGENT_TYPE}. */
record AgentSettings(URI server, Secret secret, String name, int capacity, RunnerFilter filter) {
    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is missing or is not what it should be; tells which
     */
    static AgentSettings of(Map<String, String> env) {
        String proto = env.getOrDefault("DRONE_RPC_PROTO", "http");
        String host = required(env, "DRONE_RPC_HOST");
        return new AgentSettings(
                URI.create(proto + "://" + host),
                new Secret(required(env, "DRONE_RPC_SECRET")),
                Optional.ofNullable(env.get("DRONE_RUNNER_NAME")).orElseGet(AgentSettings::hostName),
                capacity(env.getOrDefault("DRONE_RUNNER_CAPACITY", "2")),
                new RunnerFilter(
                        "pipeline",
                        env.getOrDefault("DYNAGENTS_AGENT_TYPE", "exec"),
                        env.getOrDefault("DRONE_PLATFORM_OS", os(System.getProperty("os.name", ""))),
                        env.getOrDefault("DRONE_PLATFORM_ARCH", arch(System.getProperty("os.arch", ""))),
                        env.getOrDefault("DRONE_PLATFORM_VARIANT", ""),
                        env.getOrDefault("DRONE_PLATFORM_KERNEL", ""),
                        labels(env.getOrDefault("DRONE_RUNNER_LABELS", ""))));
    }

    private static String required(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private static int capacity(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    "DRONE_RUNNER_CAPACITY must be a number from 1 to 9999, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "DRONE_RUNNER_LABELS must be key:value,key:value; this is no such pair: \"" + pair + "\"");
            }
            labels.put(
                    pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
        }
        return labels;
    }

    private static String os(String java) {
        String lower = java.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac") ? "darwin" : lower.startsWith("windows") ? "windows" : lower;
    }

    private static String arch(String java) {
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("this machine does not know its name: set DRONE_RUNNER_NAME", e);
        }
    }
}
