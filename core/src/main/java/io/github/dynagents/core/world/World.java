package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that is believed at one instant. Its seats are rebuilt from what the clouds say, which suffices to be safe; what
 * is learned may be lost.
 *
 * @param seats machines and intents, by name
 * @param demand the queue, sorted out
 * @param withheld offerings not bought for now
 * @param strangers machines of our owner that belong to no configured pool: shown, never touched
 * @param lost jobs whose machine is gone, and which their server still believes to be running
 * @param restarted lost jobs that have been restarted, or could not be: not again
 * @param toRevoke machines that are gone, and whose secret is not revoked yet
 * @param gone machines that are gone, and since when, until every server's newer answer shows no job of theirs
 * @param firstLists when each account was listed first since the start
 * @param turns whose turn it is to come up, where clouds bring up only so many at once
 * @param breakers what stops purchases besides limits and trust
 * @param seen what all this was seen from
 * @param sold what is sold now, by id, of every account; the same map while no account's answer changes
 */
public record World(
        Fleet fleet,
        Instant now,
        SortedMap<MachineName, Seat> seats,
        Demand demand,
        List<Withheld> withheld,
        List<Machine> strangers,
        List<Job> lost,
        SortedSet<JobId> restarted,
        SortedSet<MachineName> toRevoke,
        SortedMap<MachineName, Instant> gone,
        SortedMap<String, Instant> firstLists,
        Learned learned,
        Turns turns,
        Trust trust,
        Breakers breakers,
        Observation seen,
        SortedMap<OfferingId, Offering> sold) {
    /**
     * The belief of one that only looks: that nothing of an earlier daemon can be under way, so that it need not wait for
     * it to show.
     */
    public static World looking(Fleet fleet, Instant now) {
        SortedMap<String, Instant> longAgo = new TreeMap<>();
        fleet.accounts().keySet().forEach(account -> longAgo.put(account, Instant.EPOCH));
        World start = start(fleet, now);
        return start.with(fleet, Collections.unmodifiableSortedMap(longAgo), start.learned);
    }

    /** The belief of a daemon that has seen nothing yet. */
    public static World start(Fleet fleet, Instant now) {
        Observation nothing = new Observation(
                now,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of());
        return new World(
                fleet,
                now,
                Collections.emptySortedMap(),
                Demand.NONE,
                List.of(),
                List.of(),
                List.of(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Learned.NOTHING,
                Turns.NONE,
                Trust.of(fleet, nothing, Collections.emptySortedMap()),
                Breakers.CLOSED,
                nothing,
                Collections.emptySortedMap());
    }

    /**
     * The same belief under another configuration, to see what a policy would make of it: what was made of the old one, such
     * as trust and breakers, stays as it is.
     */
    public World with(Fleet configured) {
        return with(configured, firstLists, learned);
    }

    /** The same belief with another experience: to see what that is worth. */
    public World with(Learned experience) {
        return with(fleet, firstLists, experience);
    }

    private World with(Fleet configured, SortedMap<String, Instant> firstListed, Learned experience) {
        return new World(
                configured,
                now,
                seats,
                demand,
                withheld,
                strangers,
                lost,
                restarted,
                toRevoke,
                gone,
                firstListed,
                experience,
                turns,
                trust,
                breakers,
                seen,
                sold);
    }

    /**
     * The next belief: what was done and what came of it, then what the clouds show, then what the CI servers show.
     * Pure and total: whatever the sources say, an answer comes.
     */
    public World next(Observation observation, List<Outcome> outcomes) {
        return new NextWorld(this, observation).after(outcomes);
    }

    /** All seats of a pool, intents included, by name. */
    public Stream<Seat> seatsOf(Pool pool) {
        return seats.values().stream().filter(seat -> seat.pool().equals(pool.name()));
    }

    /** Accounts with machines, or orders, or whose machines are not known for certain. */
    public Set<String> accountsToWatch() {
        Set<String> accounts = new TreeSet<>(trust.notBuying().keySet());
        for (Seat seat : seats.values()) {
            if (accounts.size() == fleet.accounts().size()) {
                break; // as nearly always: most seats need not be looked at
            }
            accounts.add(seat.account());
        }
        return accounts;
    }

    /** Machines of a pool that a cloud shows and that are not released. */
    public List<Seat.Listed> listed(Pool pool) {
        List<Seat.Listed> listed = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (seat instanceof Seat.Listed one && one.pool().equals(pool.name())) {
                listed.add(one);
            }
        }
        return Collections.unmodifiableList(listed);
    }

    /** How long machines take to come up. */
    public BootTimes bootTimes() {
        return new BootTimes(learned, sold);
    }

    /** Machines and orders of an account that are not up yet, first come first. */
    public List<Seat> comingUp(Account account) {
        return Turns.comingUp(seats.values().stream(), account.name());
    }

    /** Machines of an account that were released before they were up: until they are gone, others may wait for them. */
    public List<Seat> leavingUnready(Account account) {
        return seats.values().stream()
                .filter(seat -> seat.account().equals(account.name()) && Turns.wasComingUp(seat))
                .toList();
    }

    /**
     * Since when a machine has been free to come up: since its birth, unless others were before it; empty if they still
     * are.
     */
    public Optional<Instant> turn(Seat seat) {
        Optional<Instant> given =
                Optional.ofNullable(turns.waited().get(seat.name())).map(wait -> turns.turn(seat, wait));
        boolean waits = given.isEmpty()
                && fleet.account(seat.account()).bootsOneAfterAnother()
                && (Turns.isComingUp(seat) || Turns.wasComingUp(seat));
        return waits ? Optional.empty() : given.or(() -> Optional.of(seat.born()));
    }

    /** Whether an order or a machine should long be up. One that waits for others is not: its time has not begun. */
    public boolean isOverdue(Seat seat, BootTimes times) {
        return turn(seat)
                .filter(turn -> Turns.isOverdue(seat, turn, fleet.account(seat.account()), times, now))
                .isPresent();
    }

    /** Whether nothing has come up for too long since an order, where machines wait for each other: it may for ever. */
    public boolean isStuck(Seat seat, BootTimes times) {
        return turns.isStuck(seat, fleet.account(seat.account()), times, now);
    }

    /** Why an offering is not bought for now, if it is not. */
    public Optional<Withheld> withheld(OfferingId offering) {
        for (Withheld one : withheld) {
            if (one.offering().equals(offering) && one.isActive(now)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether something is under way that even an unchanged answer could bring on: it was asked for later than the last
     * one.
     */
    public boolean isInTransit() {
        return !lost.isEmpty()
                || gone.keySet().stream().anyMatch(name -> !demand.on(name).isEmpty())
                || !trust.notBuying().isEmpty()
                || !trust.blindSince().isEmpty()
                || isAnyInTransit();
    }

    private boolean isAnyInTransit() {
        for (Seat seat : seats.values()) {
            if (isInTransit(seat)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInTransit(Seat seat) {
        return switch (seat) {
            case Seat.Intended intended -> true;
            case Seat.Bought bought -> true;
            case Seat.Leaving leaving -> true;
            case Seat.Listed listed ->
                listed.absentLists() > 0
                        || listed.work() instanceof Work.Draining
                        || listed.work() instanceof Work.Unproven;
        };
    }
}
