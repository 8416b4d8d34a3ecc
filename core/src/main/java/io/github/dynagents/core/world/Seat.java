package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The life of one machine as core sees it; an order is a machine too. All of them count for limits and budgets. */
public sealed interface Seat {
    MachineName name();

    String account();

    String pool();

    Price price();

    /** When its bill began, or begins at the earliest, by our clock. */
    Instant born();

    /** What it was bought as, where that is known. */
    Optional<OfferingId> offering();

    /** The instant after which no mark that is known of can have become effective. */
    Instant lastMark();

    /** The longest ttl of the marks that may be in effect. */
    Duration longestLease();

    /** Recorded before its call, and not answered yet. */
    record Intended(Purchase purchase, Price price, Instant born, Asked asked, Instant askAgain, int tries)
            implements Seat {
        /** What is under way. */
        public enum Asked {
            /** The purchase itself. */
            BUYING,
            /** Nothing: it has to be settled. */
            OPEN,
            /** The question how it ended. */
            SETTLING
        }

        @Override
        public MachineName name() {
            return purchase.name();
        }

        @Override
        public String account() {
            return purchase.offering().account();
        }

        @Override
        public String pool() {
            return purchase.pool();
        }

        @Override
        public Optional<OfferingId> offering() {
            return Optional.of(purchase.offering());
        }

        /** It may be born as late as the last instant at which it may be sent. */
        @Override
        public Instant lastMark() {
            return purchase.sendBefore();
        }

        @Override
        public Duration longestLease() {
            return purchase.lease().ttl();
        }
    }

    /** Answered, and not listed yet. */
    record Bought(Purchase purchase, Price price, Machine machine, Instant born, Instant answered, int absentLists)
            implements Seat {
        @Override
        public MachineName name() {
            return purchase.name();
        }

        @Override
        public String account() {
            return purchase.offering().account();
        }

        @Override
        public String pool() {
            return purchase.pool();
        }

        @Override
        public Optional<OfferingId> offering() {
            return Optional.of(purchase.offering());
        }

        @Override
        public Instant lastMark() {
            return born;
        }

        @Override
        public Duration longestLease() {
            return purchase.lease().ttl();
        }

        Bought absent() {
            return new Bought(purchase, price, machine, born, answered, absentLists + 1);
        }
    }

    /**
     * Shown by the cloud.
     *
     * @param mark what its watchdog goes by
     * @param absentLists how many complete lists have not shown it since it was last shown
     */
    record Listed(
            String account,
            String pool,
            Machine machine,
            Price price,
            Instant born,
            Mark mark,
            Work work,
            int absentLists)
            implements Seat {
        @Override
        public MachineName name() {
            return machine.name();
        }

        /** The instant up to which it is paid for, seen from now. */
        public Instant paidUntil(Instant now) {
            return price.terms().paidUntil(born, now);
        }

        @Override
        public Optional<OfferingId> offering() {
            return machine.offering();
        }

        @Override
        public Instant lastMark() {
            return mark.lastMark();
        }

        @Override
        public Duration longestLease() {
            return mark.longest();
        }

        Listed with(Mark mark) {
            return mark.equals(this.mark)
                    ? this
                    : new Listed(account, pool, machine, price, born, mark, work, absentLists);
        }

        Listed with(Work work) {
            return work.equals(this.work)
                    ? this
                    : new Listed(account, pool, machine, price, born, mark, work, absentLists);
        }

        Listed with(Price price) {
            return price.equals(this.price)
                    ? this
                    : new Listed(account, pool, machine, price, born, mark, work, absentLists);
        }

        Listed shown(Machine machine, Instant born) {
            boolean isNoNews = absentLists == 0 && machine.equals(this.machine) && born.equals(this.born);
            return isNoNews ? this : new Listed(account, pool, machine, price, born, mark, work, 0);
        }

        Listed absent() {
            return new Listed(account, pool, machine, price, born, mark, work, absentLists + 1);
        }
    }

    /**
     * Released, and not proved gone yet.
     *
     * @param asked when its release was last sent
     * @param answered when that was last answered with success, if it was
     * @param askAgain when to release it again, unless it is proved gone by then
     */
    record Leaving(
            String account,
            String pool,
            Machine machine,
            Price price,
            Instant born,
            Instant lastMark,
            Duration longestLease,
            Instant asked,
            Optional<Instant> answered,
            Instant askAgain,
            int tries,
            int absentLists)
            implements Seat {
        @Override
        public MachineName name() {
            return machine.name();
        }

        @Override
        public Optional<OfferingId> offering() {
            return machine.offering();
        }

        Leaving answered(Optional<Instant> answered, Instant askAgain) {
            return new Leaving(
                    account,
                    pool,
                    machine,
                    price,
                    born,
                    lastMark,
                    longestLease,
                    asked,
                    answered,
                    askAgain,
                    tries,
                    absentLists);
        }

        Leaving shown(Machine machine) {
            return new Leaving(
                    account, pool, machine, price, born, lastMark, longestLease, asked, answered, askAgain, tries, 0);
        }

        Leaving absent() {
            return new Leaving(
                    account,
                    pool,
                    machine,
                    price,
                    born,
                    lastMark,
                    longestLease,
                    asked,
                    answered,
                    askAgain,
                    tries,
                    absentLists + 1);
        }
    }

    /**
     * The mark of a machine.
     *
     * @param lease the newest that was sent
     * @param sentAt when
     * @param runsOut when a watchdog may act on its lease at the earliest, whichever of the marks it sees that were sent;
     *     empty where that is not known
     * @param lastMark the instant after which neither it nor an older one can have become effective
     * @param longest the longest ttl of those that may be the one in effect
     * @param underWay whether its call has not been answered yet
     * @param tries how many calls in a row have failed
     * @param ranOut whether its lease may have run out on the machine: an end is final, whatever is sent later
     */
    record Mark(
            Lease lease,
            Instant sentAt,
            Optional<Instant> runsOut,
            Instant lastMark,
            Duration longest,
            boolean underWay,
            int tries,
            boolean ranOut) {
        /** A mark that was set then at the earliest, and by that instant at the latest. */
        static Mark set(Lease lease, Instant earliest, Instant latest) {
            Optional<Instant> runsOut = Optional.of(earliest.plus(lease.ttl()));
            return new Mark(lease, earliest, runsOut, latest, lease.ttl(), false, 0, false);
        }

        /** Nothing is known of a mark, except that none was set after that instant. */
        static Mark unknown(Duration ttl, Instant now) {
            Lease none = new Lease(now, ttl, false);
            return new Mark(none, now.minus(ttl), Optional.empty(), now, ttl, false, 0, false);
        }

        /** Its call may wait for its turn until its deadline, and take as long once more. */
        Mark sent(Lease newer, Instant at, Duration deadline) {
            Instant ends = at.plus(newer.ttl());
            return new Mark(
                    newer,
                    at,
                    runsOut.map(end -> end.isBefore(ends) ? end : ends),
                    at.plus(deadline).plus(deadline),
                    newer.ttl().compareTo(longest) > 0 ? newer.ttl() : longest,
                    true,
                    tries,
                    ranOut);
        }

        Mark confirmed(Instant at) {
            return new Mark(lease, sentAt, Optional.of(sentAt.plus(lease.ttl())), at, lease.ttl(), false, 0, ranOut);
        }

        Mark failed(Instant at) {
            return new Mark(lease, sentAt, runsOut, at, longest, false, tries + 1, ranOut);
        }

        Mark seenAt(Instant now) {
            return ranOut || runsOut.isEmpty() || now.isBefore(runsOut.get())
                    ? this
                    : new Mark(lease, sentAt, runsOut, lastMark, longest, underWay, tries, true);
        }

        /** After a leap of the clock, or a long sleep of the daemon, nobody can tell until the next mark is set. */
        Mark unsure() {
            return new Mark(lease, sentAt, Optional.empty(), lastMark, longest, underWay, tries, ranOut);
        }
    }
}
