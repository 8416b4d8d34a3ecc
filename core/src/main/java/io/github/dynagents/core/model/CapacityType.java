package io.github.dynagents.core.model;

/** Whether the cloud may take a machine back. */
public enum CapacityType {
    /** Ours until released. */
    ON_DEMAND,
    /** Cheaper, and may be interrupted: spot, preemptible. */
    SPOT
}
