package io.github.dynagents.core;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.world.Pool;
import java.util.Map;
import java.util.Optional;

/** Pools say how many jobs a machine runs, and how it drains; the agent that will run there must be of that kind. */
final class AgentCheck {
    private static final MachineName ANY = new MachineName("any");

    private AgentCheck() {}

    static void check(Pool pool, Map<String, CiServer> servers) {
        CiServer server = servers.get(pool.server());
        if (server == null) {
            throw new IllegalArgumentException(
                    "pool " + pool.name() + " takes jobs of CI server " + pool.server() + ", which is not opened");
        }
        AgentSpec agent = server.agentFor(ANY, pool.name(), Optional.empty());
        if (agent.slots() != pool.slots() || agent.onTerm() != pool.onTerm()) {
            throw new IllegalArgumentException("pool " + pool.name() + " says " + pool.slots() + " slots, "
                    + pool.onTerm() + "; its agent has " + agent.slots() + ", " + agent.onTerm());
        }
    }
}
