package io.github.dynagents.testkit.agent;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.MachineName;

/**
 * An agent that runs on a machine.
 *
 * @param name the machine's
 * @param spec what it runs
 * @param speed the machine's: a job takes its usual time divided by it
 * @param ended called once, when it takes no more jobs and has finished those that it had
 */
public record AgentProcess(MachineName name, AgentSpec spec, double speed, Runnable ended) {}
