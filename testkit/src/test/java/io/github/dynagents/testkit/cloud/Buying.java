package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;

/** Purchases as a daemon freezes them: ttl 15 minutes, grace 1 hour, life 1 day. */
final class Buying {
    static final Duration TTL = Duration.ofMinutes(15);
    static final Duration GRACE = Duration.ofHours(1);
    static final Duration LIFE = Duration.ofDays(1);

    private Buying() {}

    static Purchase purchase(VirtualTime time, String name) {
        return purchase(time, name, AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).build());
    }

    static Purchase purchase(VirtualTime time, String name, FakeCiServer server) {
        return purchase(time, name, server.agentFor(new MachineName(name), "linux", Optional.empty()));
    }

    static Purchase purchase(VirtualTime time, String name, AgentSpec agent) {
        return new Purchase(
                new MachineName(name),
                "sim",
                "linux",
                new OfferingId("main", "small"),
                agent,
                new Lease(time.now().plus(TTL), TTL, false),
                GRACE,
                LIFE,
                time.now().plusSeconds(60));
    }

    static Lease lease(VirtualTime time, boolean draining) {
        return new Lease(time.now().plus(TTL), TTL, draining);
    }
}
