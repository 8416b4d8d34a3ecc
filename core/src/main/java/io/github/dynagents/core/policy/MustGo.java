package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Machines that have to go whatever the queue says: interrupted, broken, too old, ending by themselves. */
final class MustGo {
    private static final Duration TELL_AGAIN = Duration.ofSeconds(10);

    private final Draft draft;
    private final Pool pool;
    private final Capacity capacity;
    private final Optional<Instant> oldestWaiting;
    private final Duration maxLife;

    private MustGo(Draft draft, Pool pool, Capacity capacity) {
        this.draft = draft;
        this.pool = pool;
        this.capacity = capacity;
        this.oldestWaiting = oldest(draft.world().demand().waiting(pool.name()));
        this.maxLife = draft.world().fleet().safety().maxLife();
    }

    private static Optional<Instant> oldest(List<Job> waiting) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Instant oldest = waiting.get(0).created();
        for (Job job : waiting) {
            if (job.created().isBefore(oldest)) {
                oldest = job.created();
            }
        }
        return Optional.of(oldest);
    }

    /** Returns what is left. */
    static Capacity decide(Draft draft, Pool pool, Capacity capacity) {
        return new MustGo(draft, pool, capacity).decide();
    }

    private Capacity decide() {
        Set<MachineName> going = new TreeSet<>();
        for (Seat.Listed seat : capacity.listed()) {
            if (mustGo(seat)) {
                going.add(seat.name());
            } else if (seat.machine().agent() == AgentState.NOT_STARTED && canStartAgent(seat)) {
                draft.add(new Decision.StartAgent(seat.name(), Reason.of("the machine is up and has no agent")));
            }
        }
        for (Seat seat : draft.world().seats().values()) {
            if (seat instanceof Seat.Listed listed
                    && listed.work() instanceof Work.Draining draining
                    && seat.pool().equals(pool.name())) {
                goOn(listed, draining);
            }
        }
        return capacity.without(going);
    }

    private boolean canStartAgent(Seat.Listed seat) {
        return seat.machine().state() == MachineState.UP
                && draft.world().fleet().account(seat.account()).capabilities().can(Capability.START_AGENT);
    }

    private boolean mustGo(Seat.Listed seat) {
        Instant now = draft.now();
        Instant tooOld = seat.born().plus(maxLife);
        draft.wakeAt(tooOld);
        if (seat.machine().interruptedAt().isPresent()) {
            return drain(seat, Optional.empty(), Reason.of("its cloud takes it back"));
        }
        if (endedBeforeItWorked(seat)) {
            String why = "it ended before its agent was connected";
            return drain(seat, Optional.of(why), Reason.of(why));
        }
        if (seat.machine().state() == MachineState.STOPPING || seat.machine().state() == MachineState.REMNANT) {
            return drain(seat, Optional.empty(), Reason.of("it is stopping by itself"));
        }
        if (seat.mark().ranOut()) {
            return drain(seat, Optional.empty(), Reason.of("its lease has run out, and it ends by itself"));
        }
        seat.mark().runsOut().ifPresent(draft::wakeAt);
        if (!now.isBefore(tooOld) && isJustListed(draft, seat)) {
            return drain(seat, Optional.empty(), Reason.of("it has reached its maximum life"));
        }
        return switch (seat.work()) {
            case Work.Unproven unproven -> isJustListed(draft, seat) && isBroken(seat, unproven);
            case Work.Idle idle ->
                oldestWaiting.isPresent() && isJustListed(draft, seat) && passesOver(seat, idle.since());
            case Work.Busy busy -> false;
            case Work.Draining draining -> false;
        };
    }

    /**
     * As where a cloud has none left and says so only later, or a pod fails at once: to be bought again at once it would
     * fail again, for ever. One that is or may be over by its own lease or life is not to blame, nor is one of an earlier
     * daemon, or one that may have worked while nobody looked.
     */
    private boolean endedBeforeItWorked(Seat.Listed seat) {
        return seat.machine().state() == MachineState.REMNANT
                && seat.work() instanceof Work.Unproven unproven
                && unproven.isNew()
                && !seat.mark().ranOut()
                && seat.mark().runsOut().isPresent()
                && draft.now().isBefore(seat.born().plus(maxLife));
    }

    /** After a jump of the clock, ages are right again with the next list. Machines that are out of sight end themselves. */
    static boolean isJustListed(Draft draft, Seat.Listed seat) {
        Account account = draft.world().fleet().account(seat.account());
        Duration pace = account.capabilities().listEvery();
        Duration recent = pace.plus(pace).plus(pace).plus(account.deadline());
        return draft.world()
                .seen()
                .cloud(seat.account())
                .at()
                .filter(at -> !at.plus(recent).isBefore(draft.now()))
                .isPresent();
    }

    private boolean isBroken(Seat.Listed seat, Work.Unproven unproven) {
        Expectation expected = capacity.expected();
        Optional<Instant> deadline = expected.bootDeadline(seat);
        boolean late = deadline.filter(end -> !draft.now().isBefore(end)).isPresent();
        deadline.ifPresent(draft::wakeAt);
        if (late && unproven.upSince().isEmpty()) {
            return blame(seat, "it did not come up", expected.bootPatience(seat.offering()));
        }
        if (shouldShowAgent(seat) && agentIsLate(seat, unproven)) {
            return blame(seat, "its agent did not start", expected.bootPatience(seat.offering()));
        }
        return unproven.upSince().filter(up -> passesOver(seat, up)).isPresent();
    }

    /** Counted from when it was up, or told to take jobs again: not from its birth. */
    private boolean agentIsLate(Seat.Listed seat, Work.Unproven unproven) {
        Optional<Instant> patient =
                unproven.upSince().map(up -> up.plus(capacity.expected().bootPatience(seat.offering())));
        patient.ifPresent(draft::wakeAt);
        return patient.filter(end -> !draft.now().isBefore(end)).isPresent();
    }

    private boolean shouldShowAgent(Seat.Listed seat) {
        return draft.world().fleet().account(seat.account()).capabilities().can(Capability.SHOWS_AGENT);
    }

    /** Since when the machine could have taken a job that has been waiting all the while. */
    private Optional<Instant> passesOverSince(Instant free) {
        return oldestWaiting.map(created -> created.isAfter(free) ? created : free);
    }

    private boolean passesOver(Seat.Listed seat, Instant free) {
        if (oldestWaiting.isEmpty()) {
            return false;
        }
        Duration patience = capacity.expected().connectPatience(seat.offering());
        Optional<Instant> patient = passesOverSince(free).map(since -> since.plus(patience));
        patient.ifPresent(draft::wakeAt);
        return patient.filter(end -> !draft.now().isBefore(end)).isPresent()
                && blame(seat, "it is up and takes no job", patience);
    }

    private boolean blame(Seat.Listed seat, String why, Duration patience) {
        return drain(seat, Optional.of(why), Reason.of(why).with("waited", patience));
    }

    private boolean drain(Seat.Listed seat, Optional<String> blamed, Reason reason) {
        drain(draft, pool, seat, blamed, reason);
        return true;
    }

    /** Where SIGTERM kills jobs, the server is asked first to give no more; one that is to blame has never had any. */
    static void drain(Draft draft, Pool pool, Seat.Listed seat, Optional<String> blamed, Reason reason) {
        boolean cordoned = seat.work() instanceof Work.Draining draining
                && draining.cordonedAt().isPresent();
        if (pool.onTerm() == OnTerm.KILLS_JOBS && !cordoned && mayHaveJobs(draft, seat)) {
            draft.decideFate(seat.name(), new Decision.Cordon(seat.name(), blamed, reason));
        } else {
            Lease lease = lease(draft, drainingTtl(draft, seat), true);
            draft.decideFate(seat.name(), new Decision.Drain(seat.name(), lease, blamed, reason));
        }
    }

    /** What has no work shall not cost more if the daemon dies before it has released it. */
    private static Duration drainingTtl(Draft draft, Seat.Listed seat) {
        Duration lease = draft.world().fleet().safety().lease();
        return seat.work().jobs().isEmpty() ? lease.dividedBy(3) : lease;
    }

    /** A server cannot cordon an agent that it does not have. */
    private static boolean mayHaveJobs(Draft draft, Seat.Listed seat) {
        return draft.world().demand().connected().contains(seat.name())
                || !seat.work().jobs().isEmpty();
    }

    /** The whole lease. */
    static Lease lease(Draft draft, boolean draining) {
        return lease(draft, draft.world().fleet().safety().lease(), draining);
    }

    static Lease lease(Draft draft, Duration ttl, boolean draining) {
        return new Lease(draft.now().plus(ttl), ttl, draining);
    }

    /** A drain that has not got through is told again; one of a cordoned machine goes on once it has no jobs. */
    private void goOn(Seat.Listed seat, Work.Draining draining) {
        if (draining.toldAt().isPresent() || draining.proof().isPresent()) {
            return;
        }
        Instant again = draining.asked()
                .plus(draft.world().fleet().account(seat.account()).deadline())
                .plus(TELL_AGAIN);
        boolean emptied = draining.cordonedAt().isPresent()
                && draining.jobs().isEmpty()
                && draft.world().seen().server(pool.server()).at().stream()
                        .anyMatch(at -> at.isAfter(draining.cordonedAt().get()));
        boolean waits = draining.cordonedAt().isPresent() && !emptied;
        if (emptied && draining.asked().isBefore(draining.cordonedAt().get())) {
            drain(draft, pool, seat, Optional.empty(), Reason.of("it is cordoned and has no more jobs"));
        } else if (!waits && !draft.now().isBefore(again)) {
            drain(draft, pool, seat, Optional.empty(), Reason.of("it has not been told to drain yet"));
        } else {
            draft.wakeAt(again);
        }
    }
}
