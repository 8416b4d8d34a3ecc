package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;

/**
 * What the agents of one pool look like to a CI server.
 *
 * @param pool the pool they serve
 * @param slots how many jobs each runs at once
 */
public record AgentProfile(String pool, Platform platform, Labels labels, int slots) {
    /** @throws IllegalArgumentException if there is no slot */
    public AgentProfile {
        if (slots < 1) {
            throw new IllegalArgumentException("agents of pool " + pool + " need a slot at least: " + slots);
        }
    }

    /** Unlabelled agents on Linux and amd64. */
    public static AgentProfile of(String pool, int slots) {
        return new AgentProfile(pool, Platform.LINUX_AMD64, Labels.NONE, slots);
    }

    /**
     * Whether such an agent would be given a job, by Drone's rule: os and arch equal; variant and kernel only where the
     * job names them; labels equal both ways.
     */
    boolean serves(Platform wanted, Labels wantedLabels) {
        return platform.os().equals(wanted.os())
                && platform.arch().equals(wanted.arch())
                && (wanted.variant().isEmpty() || platform.variant().equals(wanted.variant()))
                && (wanted.kernel().isEmpty() || platform.kernel().equals(wanted.kernel()))
                && labels.equals(wantedLabels);
    }
}
