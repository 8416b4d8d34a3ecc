package io.github.dynagents.core.model;

/** What a machine is doing, as its cloud shows it. */
public enum MachineState {
    /** Bought and coming up. */
    STARTING,
    /** Running. */
    UP,
    /** On its way out, with jobs that it may still finish; costs money. */
    STOPPING,
    /** Nothing runs on it any more, and nothing will; it costs something all the same, and must still go. */
    REMNANT
}
