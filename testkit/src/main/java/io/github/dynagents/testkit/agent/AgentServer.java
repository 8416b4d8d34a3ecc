package io.github.dynagents.testkit.agent;

import io.github.dynagents.core.model.AgentSpec;

/** Where agents report for work: the side of a fake CI server that machines see. */
public interface AgentServer {
    /** Whether an agent that runs this would report here. */
    boolean isFor(AgentSpec spec);

    /** An agent reports. From now on it is handed jobs, as long as it takes any. */
    AgentLink connect(AgentProcess agent);
}
