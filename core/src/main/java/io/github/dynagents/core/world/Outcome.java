package io.github.dynagents.core.world;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Purchase;
import java.time.Instant;
import java.util.Optional;

/** What the loop itself did, and what came of it: a call enters the world when it is sent, its answer with a later tick. */
public sealed interface Outcome {
    /** When it happened. */
    Instant at();

    /** A purchase is recorded and on its way. */
    record BuySent(Purchase purchase, Price price, Instant at) implements Outcome {}

    /** A purchase, or the question how it ended, was answered with a machine. */
    record Bought(MachineName name, Machine machine, Instant at) implements Outcome {}

    /** A purchase failed; of unknown effect, it stays open and must be settled. */
    record NotBought(MachineName name, Problem problem, Instant at) implements Outcome {}

    /** It is being asked how a purchase ended. */
    record SettleSent(MachineName name, Instant at) implements Outcome {}

    /** That cannot be told yet. */
    record NotSettled(MachineName name, Instant askAgain, Instant at) implements Outcome {}

    /** A purchase made no machine, and never will. */
    record Absent(MachineName name, Instant at) implements Outcome {}

    /** A lease or drain mark is on its way; it may reach the machine from now on. */
    record MarkSent(MachineName name, Lease lease, Instant at) implements Outcome {}

    /** A mark is set; it may have reached the machine at any instant until now. */
    record Marked(MachineName name, Lease lease, Instant at) implements Outcome {}

    /** A mark may not be set. */
    record NotMarked(MachineName name, Lease lease, Problem problem, Instant at) implements Outcome {}

    /**
     * A machine is being drained.
     *
     * @param blamed why its offering is to blame, if it is
     */
    record DrainSent(MachineName name, Optional<String> blamed, Instant at) implements Outcome {}

    /** A machine has been told to drain: by its mark, or by stopping its agent. */
    record DrainTold(MachineName name, Instant at) implements Outcome {}

    /** A machine is being told to take jobs again. */
    record UndrainSent(MachineName name, Instant at) implements Outcome {}

    /** A machine could not be told to drain, or to take jobs again. */
    record NotTold(MachineName name, Problem problem, Instant at) implements Outcome {}

    /** An agent takes no more jobs, by its server's word. */
    record Cordoned(MachineName name, Instant at) implements Outcome {}

    /** An agent is being started. */
    record AgentStartSent(MachineName name, Instant at) implements Outcome {}

    /** A machine is being released. */
    record ReleaseSent(MachineName name, Instant at) implements Outcome {}

    /** A release was answered; the machine is gone only once the lists prove it. */
    record ReleaseAnswered(MachineName name, Optional<Problem> problem, Instant at) implements Outcome {}

    /** A lost job is being restarted. */
    record RestartSent(JobId job, Instant at) implements Outcome {}

    /** A restart was answered; unless the server could not be reached, the job is not restarted again. */
    record RestartAnswered(JobId job, Optional<Problem> problem, Instant at) implements Outcome {}

    /** A decision could not even be sent: a plugin failed where it must not. */
    record NotSent(String what, Problem problem, Instant at) implements Outcome {}

    /** The secret of a machine that is gone is revoked. */
    record Revoked(MachineName name, Instant at) implements Outcome {}
}
