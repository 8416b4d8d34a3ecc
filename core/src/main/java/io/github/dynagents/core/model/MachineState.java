package io.github.dynagents.core.model;

/** What a machine is doing, as its cloud shows it. */
public enum MachineState {
    /** Bought and coming up. */
    STARTING,
    /** Running. */
    UP,
    /** On its way out, with jobs that it may still finish; costs money. */
    STOPPING,
    /** Costs next to nothing, and must still go. */
    REMNANT
}
