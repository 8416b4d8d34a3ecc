package io.github.dynagents.testkit.cloud;

import io.github.dynagents.testkit.fault.FaultKind;
import java.util.Optional;

/** How a machine comes into the world. */
public enum Birth {
    /** Its script runs and its agent connects. */
    GOOD(Optional.empty()),
    /** Its script and watchdog run, its agent never connects. */
    AGENT_NEVER_CONNECTS(Optional.of(FaultKind.NO_AGENT)),
    /** It is up, but nothing runs on it: no watchdog either. */
    SCRIPT_NEVER_RUNS(Optional.of(FaultKind.NO_SCRIPT)),
    /** It never comes up. */
    NEVER_UP(Optional.of(FaultKind.NEVER_UP)),
    /** When it should be up, it is shown as a remnant that is billed until its release: a node pool in error. */
    ENDS_IN_ERROR(Optional.of(FaultKind.NEVER_UP));

    private final Optional<FaultKind> fault;

    Birth(Optional<FaultKind> fault) {
        this.fault = fault;
    }

    /** What has gone wrong with it, if anything has. */
    public Optional<FaultKind> fault() {
        return fault;
    }
}
