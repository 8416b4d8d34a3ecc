package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Capabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one seat follows from another. Whatever does not fit the seat's state leaves it as it is: answers may be late. */
final class Transitions {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration CLOCK_JUMPED = Duration.ofMinutes(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);

    private Transitions() {}

    static Seat bought(Seat seat, Outcome.Bought answer) {
        return seat instanceof Seat.Intended intended
                ? new Seat.Bought(
                        intended.purchase(), intended.price(), answer.machine(), intended.born(), answer.at(), 0)
                : seat;
    }

    static Seat settling(Seat seat, Instant at) {
        return seat instanceof Seat.Intended i
                ? new Seat.Intended(i.purchase(), i.price(), i.born(), Seat.Intended.Asked.SETTLING, at, i.tries())
                : seat;
    }

    static Seat open(Seat seat, Instant askAgain) {
        return seat instanceof Seat.Intended i
                ? new Seat.Intended(
                        i.purchase(), i.price(), i.born(), Seat.Intended.Asked.OPEN, askAgain, i.tries() + 1)
                : seat;
    }

    /** Asked again when its provider says, but never at once: whatever clock that instant came from. */
    static Seat tooEarly(Seat seat, Outcome.NotSettled answer) {
        Instant soonest = answer.at().plus(FIRST_RETRY);
        return open(seat, answer.askAgain().isAfter(soonest) ? answer.askAgain() : soonest);
    }

    static Seat openLater(Seat.Intended intended, Instant now) {
        return open(intended, now.plus(retry(intended.tries())));
    }

    static Seat markSent(Seat seat, Outcome.MarkSent sent, Duration deadline) {
        return seat instanceof Seat.Listed listed
                ? listed.with(listed.mark().sent(sent.lease(), sent.at(), deadline))
                : seat;
    }

    static Seat marked(Seat seat, Outcome.Marked answer) {
        return seat instanceof Seat.Listed listed && listed.mark().lease().equals(answer.lease())
                ? listed.with(listed.mark().confirmed(answer.at()))
                : seat;
    }

    static Seat notMarked(Seat seat, Outcome.NotMarked answer) {
        return seat instanceof Seat.Listed listed && listed.mark().lease().equals(answer.lease())
                ? listed.with(listed.mark().failed(answer.at()))
                : seat;
    }

    static Seat draining(Seat seat, Instant at) {
        if (!(seat instanceof Seat.Listed listed)) {
            return seat;
        }
        return listed.with(
                listed.work() instanceof Work.Draining draining
                        ? draining.asked(at)
                        : Work.Draining.begun(at, listed.work().jobs()));
    }

    static Seat told(Seat seat, Instant at) {
        return seat instanceof Seat.Listed listed && listed.work() instanceof Work.Draining draining
                ? listed.with(draining.told(at))
                : seat;
    }

    static Seat cordoned(Seat seat, Instant at) {
        return seat instanceof Seat.Listed listed && listed.work() instanceof Work.Draining draining
                ? listed.with(draining.cordoned(at))
                : seat;
    }

    /** It may take a while until its agent runs again: until it is seen, the machine is unproven. */
    static Seat undrained(Seat seat) {
        return seat instanceof Seat.Listed listed && listed.work() instanceof Work.Draining draining
                ? listed.with(
                        draining.jobs().isEmpty()
                                ? new Work.Unproven(Optional.empty(), false)
                                : new Work.Busy(draining.jobs()))
                : seat;
    }

    static Seat releasing(Seat seat, Instant at, Duration deadline) {
        return switch (seat) {
            case Seat.Intended intended -> intended;
            case Seat.Bought bought -> leaving(bought, bought.machine(), at, at.plus(deadline), 0);
            case Seat.Listed listed -> leaving(listed, listed.machine(), at, at.plus(deadline), 0);
            case Seat.Leaving leaving ->
                leaving(leaving, leaving.machine(), at, at.plus(deadline).plus(FIRST_RETRY), leaving.tries() + 1);
        };
    }

    private static Seat.Leaving leaving(Seat seat, Machine machine, Instant at, Instant askAgain, int tries) {
        return new Seat.Leaving(
                seat.account(),
                seat.pool(),
                machine,
                seat.price(),
                seat.born(),
                seat.lastMark(),
                seat.longestLease(),
                at,
                Optional.empty(),
                askAgain,
                tries,
                0);
    }

    /** Answered well, it has some time to disappear; answered badly, it is asked again soon. */
    static Seat released(Seat seat, Outcome.ReleaseAnswered answer, Capabilities cloud) {
        if (!(seat instanceof Seat.Leaving l)) {
            return seat;
        }
        boolean well = answer.problem().isEmpty();
        Instant askAgain = well
                ? answer.at()
                        .plus(cloud.removedWithin())
                        .plus(cloud.listLag())
                        .plus(cloud.listEvery().multipliedBy(3))
                : answer.at().plus(answer.problem().flatMap(Problem::retryAfter).orElse(retry(l.tries())));
        return l.answered(well ? Optional.of(answer.at()) : l.answered(), askAgain);
    }

    static Seat shown(Seat seat, Machine machine, Instant born) {
        return switch (seat) {
            case Seat.Intended intended ->
                listed(intended, machine, born, bornWith(intended.purchase().lease(), intended.born()));
            case Seat.Bought bought ->
                listed(bought, machine, born, bornWith(bought.purchase().lease(), bought.born()));
            case Seat.Listed listed -> listed.shown(machine, bornByTheClock(listed.born(), born));
            case Seat.Leaving leaving -> leaving.shown(machine);
        };
    }

    /** The same instant while our clock runs evenly, for an answer's delay is no news; after a jump, the newer one. */
    private static Instant bornByTheClock(Instant before, Instant now) {
        return Duration.between(before, now).abs().compareTo(CLOCK_JUMPED) < 0 ? before : now;
    }

    private static Seat.Listed listed(Seat seat, Machine machine, Instant born, Seat.Mark mark) {
        return new Seat.Listed(
                seat.account(),
                seat.pool(),
                machine,
                seat.price(),
                born,
                mark,
                new Work.Unproven(Optional.empty(), true),
                0);
    }

    private static Seat.Mark bornWith(Lease lease, Instant sentAt) {
        return Seat.Mark.set(lease, sentAt, sentAt);
    }

    /**
     * A machine of an earlier daemon, which may have worked for that: its last mark may be as new as this instant, and as
     * old as can be.
     */
    static Seat.Listed adopted(
            String account, Machine machine, Instant born, Price price, Duration usualLease, Instant now) {
        Seat.Mark mark = machine.lease()
                .map(lease -> Seat.Mark.set(lease, earlier(lease.until().minus(lease.ttl()), now), now))
                .orElseGet(() -> Seat.Mark.unknown(usualLease, now));
        Work work = mark.lease().draining()
                ? Work.Draining.begun(now, List.of()).told(now)
                : new Work.Unproven(machine.state() == MachineState.UP ? Optional.of(now) : Optional.empty(), false);
        return new Seat.Listed(account, machine.pool().orElseThrow(), machine, price, born, mark, work, 0);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Twice as long each time. */
    static Duration retry(int tries) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(tries, 10));
        return wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY;
    }
}
