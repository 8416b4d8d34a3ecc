package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.services.ec2.model.Instance;

/** How agents come to run on the machines of an account. */
interface Agents {
    /** The optional calls that there are. */
    List<Capability> can();

    /**
     * The user data that make a machine run the purchase's agent, or ready for it.
     *
     * @throws Failure INVALID if no machine can run it so
     */
    String userData(Purchase purchase, Template template) throws Failure;

    /** Puts where machines find it what they must not have in their user data; safe to repeat. */
    void prepare(Purchase purchase) throws Failure;

    /** What the cloud shows of agents on these instances, by their ids. */
    Map<String, Shown> shown(List<Instance> instances) throws Failure;

    /** What is taken for shown of an instance that {@link #shown} does not have. */
    Shown unseen();

    /** As {@code Machines.startAgent}. */
    void start(Machine machine, AgentSpec agent) throws Failure;

    /** As {@code Machines.stopAgent}. */
    void stop(Machine machine) throws Failure;

    /** As {@code Machines.tidy}. */
    void tidy(SortedSet<MachineName> alive) throws Failure;

    /**
     * What is shown of one machine's agent.
     *
     * @param isUp whether a machine that runs can be given work
     */
    record Shown(boolean isUp, AgentState agent) {}
}
