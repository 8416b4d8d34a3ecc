package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The marks of one plan: many machines of an account in one call, drains before renewals. A machine is told to drain by
 * its mark where marks reach it, and by stopping its agent where the provider can; where neither can be, nobody can
 * tell it, and it is drained when it has no job.
 */
final class Marking {
    private static final int DRAINS_FIRST = 1;
    private static final int RENEWALS = 2;
    private static final int UNDRAINS = 4;

    private final Seam seam;
    private final Lanes lanes;
    private final ConcurrentMap<MachineName, Lease> newest;
    private final Consumer<Outcome> answers;
    private final List<Outcome> sent = new ArrayList<>();
    private final SortedMap<String, SortedMap<MachineName, Mark>> drains = new TreeMap<>();
    private final SortedMap<String, SortedMap<MachineName, Mark>> renewals = new TreeMap<>();
    private final SortedMap<String, SortedMap<MachineName, Mark>> undrains = new TreeMap<>();

    /** One mark, and what follows when it is set. */
    private record Mark(Machine machine, Lease lease, Consumer<Optional<Failure>> then) {}

    /**
     * Prepares the marks of one plan.
     *
     * @param newest the newest mark that was sent of each machine; read by calls, off the loop
     */
    Marking(Seam seam, Lanes lanes, ConcurrentMap<MachineName, Lease> newest, Consumer<Outcome> answers) {
        this.seam = seam;
        this.lanes = lanes;
        this.newest = newest;
        this.answers = answers;
    }

    private Instant now() {
        return seam.now();
    }

    private Capabilities cloud(Seat seat) {
        return lanes.fleet().account(seat.account()).capabilities();
    }

    void renew(Seat.Listed seat, Lease lease) {
        put(renewals, seat, lease, failure -> {});
    }

    void drain(Seat.Listed seat, Lease lease, Optional<String> blamed) {
        sent.add(new Outcome.DrainSent(seat.name(), blamed, now()));
        if (cloud(seat).leases() == LeaseChannel.LIVE) {
            put(drains, seat, lease, failure -> failure.ifPresentOrElse(f -> notTold(seat, f), () -> stopAgent(seat)));
        } else {
            stopAgent(seat);
        }
    }

    /**
     * Whether its mark alone tells the agent. One that could not be cordoned, as its server does not list it, may connect
     * this instant and be given a job; to stop it would kill that.
     */
    private boolean isToldByItsMark(Seat.Listed seat) {
        OnTerm onTerm = lanes.fleet().pool(seat.pool()).orElseThrow().onTerm();
        boolean cordoned = seat.work() instanceof Work.Draining draining
                && draining.cordonedAt().isPresent();
        return cloud(seat).leases() == LeaseChannel.LIVE && onTerm == OnTerm.KILLS_JOBS && !cordoned;
    }

    /** On a machine that is not up there is nothing to stop; should it come up, its mark keeps it from starting any. */
    private void stopAgent(Seat.Listed seat) {
        boolean canStop =
                cloud(seat).can(Capability.STOP_AGENT) && seat.machine().state() != MachineState.STARTING;
        if (!canStop || isToldByItsMark(seat)) {
            answers.accept(new Outcome.DrainTold(seat.name(), now()));
            return;
        }
        lanes.callCloud(
                seat.account(),
                DRAINS_FIRST,
                machines -> {
                    machines.stopAgent(seat.machine());
                    return seat;
                },
                answer -> {
                    switch (answer) {
                        case Answer.Value<Seat.Listed> v -> answers.accept(new Outcome.DrainTold(seat.name(), now()));
                        case Answer.Failed<Seat.Listed> failed -> notTold(seat, failed.failure());
                    }
                });
    }

    void undrain(Seat.Listed seat, Lease lease, AgentSpec spec) {
        sent.add(new Outcome.UndrainSent(seat.name(), now()));
        if (cloud(seat).leases() == LeaseChannel.LIVE) {
            put(
                    undrains,
                    seat,
                    lease,
                    failure -> failure.ifPresentOrElse(f -> notTold(seat, f), () -> startAgent(seat, spec)));
        } else {
            startAgent(seat, spec);
        }
    }

    private void startAgent(Seat.Listed seat, AgentSpec spec) {
        if (cloud(seat).can(Capability.START_AGENT)) {
            lanes.callCloud(
                    seat.account(),
                    UNDRAINS,
                    machines -> {
                        machines.startAgent(seat.machine(), spec);
                        return seat;
                    },
                    answer -> {
                        if (answer instanceof Answer.Failed<Seat.Listed> failed) {
                            notTold(seat, failed.failure());
                        }
                    });
        }
    }

    private void notTold(Seat.Listed seat, Failure failure) {
        answers.accept(new Outcome.NotTold(seat.name(), Problem.of(failure), now()));
    }

    private void put(
            SortedMap<String, SortedMap<MachineName, Mark>> batch,
            Seat.Listed seat,
            Lease lease,
            Consumer<Optional<Failure>> then) {
        batch.computeIfAbsent(seat.account(), account -> new TreeMap<>())
                .put(seat.name(), new Mark(seat.machine(), lease, then));
        sent.add(new Outcome.MarkSent(seat.name(), lease, now()));
    }

    /** Sends the calls, and tells what was sent. */
    List<Outcome> send() {
        drains.forEach((account, marks) -> send(account, marks, DRAINS_FIRST));
        renewals.forEach((account, marks) -> send(account, marks, RENEWALS));
        undrains.forEach((account, marks) -> send(account, marks, UNDRAINS));
        return sent;
    }

    private void send(String account, SortedMap<MachineName, Mark> marks, int urgency) {
        marks.forEach((name, mark) -> newest.put(name, mark.lease()));
        lanes.callMarks(
                account,
                urgency,
                machines -> {
                    SortedMap<MachineName, Lease> leases = stillWanted(marks);
                    return leases.isEmpty() ? new TreeMap<MachineName, Failure>() : machines.mark(leases);
                },
                answer -> marks.forEach((name, mark) -> answered(name, mark, failureOf(answer, name))));
    }

    /** While it waited for its turn, a mark may have been overtaken by a newer one. */
    private SortedMap<MachineName, Lease> stillWanted(SortedMap<MachineName, Mark> marks) {
        SortedMap<MachineName, Lease> leases = new TreeMap<>();
        marks.forEach((name, mark) -> {
            if (mark.lease().equals(newest.get(name))) {
                leases.put(name, mark.lease());
            }
        });
        return Collections.unmodifiableSortedMap(leases);
    }

    private static Optional<Failure> failureOf(Answer<SortedMap<MachineName, Failure>> answer, MachineName name) {
        return switch (answer) {
            case Answer.Value<SortedMap<MachineName, Failure>> failures ->
                Optional.ofNullable(failures.value().get(name));
            case Answer.Failed<SortedMap<MachineName, Failure>> failed -> Optional.of(failed.failure());
        };
    }

    private void answered(MachineName name, Mark mark, Optional<Failure> failure) {
        answers.accept(failure.<Outcome>map(f -> new Outcome.NotMarked(name, mark.lease(), Problem.of(f), now()))
                .orElseGet(() -> new Outcome.Marked(name, mark.lease(), now())));
        mark.then().accept(failure);
    }
}
