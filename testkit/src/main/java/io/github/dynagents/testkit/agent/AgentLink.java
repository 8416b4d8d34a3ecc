package io.github.dynagents.testkit.agent;

/** An agent's end of its connection to a CI server. */
public interface AgentLink {
    /** It takes no more jobs, finishes those it has, and ends. Again is harmless. */
    void finish();

    /** It ends its jobs at once, reports them as killed, and ends. */
    void killJobs();

    /** How many jobs it has now. */
    int jobs();

    /** It is gone without a word: its jobs stay as they are, with its name. */
    void vanish();
}
