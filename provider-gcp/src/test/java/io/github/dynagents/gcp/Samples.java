package io.github.dynagents.gcp;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Purchases and what is configured for them, as tests have them. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final String SECRET = "it's $ecret";

    private Samples() {}

    static Setup setup(Object... options) {
        Map<String, Object> all =
                new TreeMap<>(Map.of("project", "my-project", "location", "europe-west3", "cluster", "ci"));
        putAll(all, options);
        return Setup.read(Settings.read(Setup.options(), all));
    }

    static Template shared(Object... options) {
        Map<String, Object> all = new TreeMap<>(Map.of("node-pool", "ci-machines"));
        putAll(all, options);
        return Template.read("linux", Settings.read(Template.options(), all), setup());
    }

    static Template own(Object... options) {
        Map<String, Object> all = new TreeMap<>(Map.of("machine-types", List.of("e2-standard-4")));
        putAll(all, options);
        return Template.read("linux", Settings.read(Template.options(), all), setup("mode", "pool-per-machine"));
    }

    private static void putAll(Map<String, Object> all, Object... options) {
        for (int i = 0; i < options.length; i += 2) {
            all.put((String) options[i], options[i + 1]);
        }
    }

    static Kind kind(Template template) {
        return new Kind(
                template,
                "e2-standard-4",
                "europe-west3-a",
                CapacityType.SPOT,
                Platform.LINUX_AMD64,
                Requests.of(template, Shapes.shipped().find("e2-standard-4")));
    }

    static AgentSpec agent(OnTerm onTerm) {
        return AgentSpec.builder(onTerm, 2)
                .image("example/agent:1")
                .argv(List.of("--verbose"))
                .env(Map.of("AGENT_COLOUR", "teal"))
                .secrets(Map.of("AGENT_SECRET", new Secret(SECRET)))
                .mounts(List.of("/var/run/docker.sock"))
                .build();
    }

    static Purchase purchase(Template template, OnTerm onTerm, Duration ttl) {
        return purchase(template, onTerm, ttl, NOW);
    }

    static Purchase purchase(Template template, OnTerm onTerm, Duration ttl, Instant now) {
        return new Purchase(
                new MachineName("linux-a1"),
                "my-ci",
                "linux",
                kind(template).id("main"),
                agent(onTerm),
                new Lease(now.plus(ttl), ttl, false),
                Duration.ofMinutes(30),
                Duration.ofHours(4),
                now.plusSeconds(30));
    }

    static Purchase purchase(Template template) {
        return purchase(template, OnTerm.FINISHES_JOBS, Duration.ofMinutes(15));
    }
}
