package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Machines that have to go whatever the queue says: interrupted, broken, too old, ending by themselves. */
final class MustGo {
    private static final Duration TELL_AGAIN = Duration.ofSeconds(10);

    private final Draft draft;
    private final Pool pool;
    private final Capacity capacity;

    private MustGo(Draft draft, Pool pool, Capacity capacity) {
        this.draft = draft;
        this.pool = pool;
        this.capacity = capacity;
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
        for (Seat.Listed seat : draft.world().listed(pool)) {
            goOn(seat);
        }
        return capacity.without(going);
    }

    private boolean canStartAgent(Seat.Listed seat) {
        return seat.machine().state() == MachineState.UP
                && draft.world().fleet().account(seat.account()).capabilities().can(Capability.START_AGENT);
    }

    private boolean mustGo(Seat.Listed seat) {
        Instant now = draft.now();
        Instant tooOld = seat.born().plus(draft.world().fleet().safety().maxLife());
        draft.wakeAt(tooOld);
        if (seat.machine().interruptedAt().isPresent()) {
            return drain(seat, Optional.empty(), Reason.of("its cloud takes it back"));
        }
        if (seat.machine().state() == MachineState.STOPPING || seat.machine().state() == MachineState.REMNANT) {
            return drain(seat, Optional.empty(), Reason.of("it is stopping by itself"));
        }
        if (seat.mark().ranOut()) {
            return drain(seat, Optional.empty(), Reason.of("its lease has run out, and it ends by itself"));
        }
        draft.wakeAt(seat.mark().runsOut());
        if (!now.isBefore(tooOld)) {
            return drain(seat, Optional.empty(), Reason.of("it has reached its maximum life"));
        }
        return seat.work() instanceof Work.Unproven unproven && isBroken(seat, unproven);
    }

    private boolean isBroken(Seat.Listed seat, Work.Unproven unproven) {
        Expectation expected = capacity.expected();
        Instant deadline = seat.born().plus(expected.bootPatience(seat.offering()));
        boolean late = !draft.now().isBefore(deadline);
        draft.wakeAt(deadline);
        if (late && unproven.upSince().isEmpty()) {
            return blame(seat, "it did not come up", expected.bootPatience(seat.offering()));
        }
        if (shouldShowAgent(seat) && agentIsLate(seat, unproven)) {
            return blame(seat, "its agent did not start", expected.bootPatience(seat.offering()));
        }
        Optional<Instant> passedOver = unproven.upSince().flatMap(this::passesOverSince);
        if (passedOver.isEmpty()) {
            return false;
        }
        Instant patient = passedOver.get().plus(expected.connectPatience(seat.offering()));
        draft.wakeAt(patient);
        return !draft.now().isBefore(patient)
                && blame(seat, "it is up and takes no job", expected.connectPatience(seat.offering()));
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

    /** Since when the machine has been up while a job that it could take has been waiting. */
    private Optional<Instant> passesOverSince(Instant upSince) {
        return draft.world().demand().waiting(pool.name()).stream()
                .map(job -> job.created().isAfter(upSince) ? job.created() : upSince)
                .min(Instant::compareTo);
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
        if (pool.onTerm() == OnTerm.KILLS_JOBS && !cordoned && blamed.isEmpty()) {
            draft.decideFate(seat.name(), new Decision.Cordon(seat.name(), reason));
        } else {
            draft.decideFate(seat.name(), new Decision.Drain(seat.name(), lease(draft, true), blamed, reason));
        }
    }

    static Lease lease(Draft draft, boolean draining) {
        Duration ttl = draft.world().fleet().safety().lease();
        return new Lease(draft.now().plus(ttl), ttl, draining);
    }

    /** A drain that has not got through is told again; one of a cordoned machine goes on once it has no jobs. */
    private void goOn(Seat.Listed seat) {
        if (!(seat.work() instanceof Work.Draining draining)
                || draining.toldAt().isPresent()
                || draining.proof().isPresent()) {
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
