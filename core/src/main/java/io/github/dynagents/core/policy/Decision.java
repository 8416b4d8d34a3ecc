package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import java.util.Optional;

/** One thing to do, as data, with its reason. */
public sealed interface Decision {
    Reason reason();

    /**
     * Buy one machine.
     *
     * @param atMost what it can cost if the daemon dies right after
     */
    record Buy(String pool, OfferingId offering, Money atMost, Reason reason) implements Decision {}

    /** Find out how an unanswered purchase ended. */
    record Settle(MachineName name, Reason reason) implements Decision {}

    /** Start the agent of a machine that is up. */
    record StartAgent(MachineName name, Reason reason) implements Decision {}

    /**
     * Move a machine's mark: a purchase of time.
     *
     * @param atMost what the machine can cost from now on, if the daemon dies right after
     */
    record Renew(MachineName name, Lease lease, Money atMost, Reason reason) implements Decision {}

    /**
     * Let a machine's agents take no more jobs, by its server: first step of a drain where SIGTERM kills jobs.
     *
     * @param blamed why its offering is to blame and not bought for a while, if it is
     */
    record Cordon(MachineName name, Optional<String> blamed, Reason reason) implements Decision {}

    /**
     * Let a machine finish its jobs and take no more.
     *
     * @param lease the mark that says so
     * @param blamed why its offering is to blame and not bought for a while, if it is
     */
    record Drain(MachineName name, Lease lease, Optional<String> blamed, Reason reason) implements Decision {}

    /** Let a draining machine take jobs again. */
    record Undrain(MachineName name, Lease lease, Reason reason) implements Decision {}

    /** Stop paying for a machine. */
    record Release(MachineName name, Reason reason) implements Decision {}

    /** Take back the secret of a machine that is gone. */
    record Revoke(MachineName name, Reason reason) implements Decision {}

    /** Cancel and restart a job whose machine is gone. */
    record Restart(JobId job, Reason reason) implements Decision {}

    /**
     * Tell people.
     *
     * @param key what it is about: one key, one state of affairs
     * @param urgent whether somebody should be woken
     */
    record Tell(String key, boolean urgent, Reason reason) implements Decision {}

    /** The order in which calls go out: what saves money before what spends it. Lower goes first. */
    default int urgency() {
        return switch (this) {
            case Release d -> 0;
            case Cordon d -> 1;
            case Drain d -> 1;
            case Renew d -> 2;
            case Settle d -> 3;
            case Undrain d -> 4;
            case StartAgent d -> 5;
            case Buy d -> 6;
            case Revoke d -> 7;
            case Restart d -> 8;
            case Tell d -> 9;
        };
    }
}
