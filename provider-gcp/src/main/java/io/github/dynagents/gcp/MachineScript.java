package io.github.dynagents.gcp;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.util.ArrayList;
import java.util.List;

/**
 * The watchdog's script of one machine, as its pod runs it: process 1 of the one container whose end is the pod's. With it
 * the agent ends, and every container beside it.
 */
final class MachineScript {
    /** Where the script keeps its files. */
    static final String RUN = "/run/dynagents";

    /** Where the pod's annotations are, as the downward API shows them. */
    static final String MARKS = "/etc/dynagents-marks";

    static final String LEASE_FILE = "lease";
    static final String STOP_FILE = "stop";

    private MachineScript() {}

    /**
     * Of a purchase.
     *
     * @throws Failure INVALID if its agent cannot run so
     */
    static String of(Purchase purchase, Template template) throws Failure {
        try {
            return BootScript.render(purchase.withAgent(agent(purchase.agent(), template)), marks(), Host.process(RUN));
        } catch (IllegalArgumentException e) {
            throw Failure.of(Failure.Kind.INVALID, "buying " + purchase.name() + ": " + e.getMessage());
        }
    }

    /** With an engine it is a container of that; without, the pod is of its image, and it is a program there. */
    private static AgentSpec agent(AgentSpec agent, Template template) {
        if (template.engine()) {
            return agent;
        }
        if (agent.image().isEmpty()) {
            throw new IllegalArgumentException(
                    "with engine: none its agent must be a container, whose image the pod has");
        }
        List<String> command = new ArrayList<>(template.agentCommand());
        command.addAll(agent.argv());
        return AgentSpec.builder(agent.onTerm(), agent.slots())
                .argv(command)
                .env(agent.env())
                .secrets(agent.secrets())
                .build();
    }

    /** An agent that may be stopped is told so by an annotation of its own, which becomes the file that the script knows. */
    private static MarkChannel marks() {
        return MarkChannel.shell(
                "[ ! -s %1$s/%2$s ] || : >stop\ncat %1$s/%3$s".formatted(MARKS, STOP_FILE, LEASE_FILE));
    }
}
