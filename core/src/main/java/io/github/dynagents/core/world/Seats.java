package io.github.dynagents.core.world;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The seats on the way from one belief to the next: outcomes first, then lists, then queues. */
final class Seats {
    /** A machine is gone when so many complete lists, older than the list's lag, have not shown it. */
    private static final int ABSENT_LISTS = 2;

    /** Until the account has told what it sells. */
    private static final Price UNKNOWN_PRICE = new Price(Money.ZERO, BillingTerms.HOURLY);

    private final World before;
    private final Fleet fleet;
    private final Observation seen;
    private final Tripping tripping;
    private final SortedMap<MachineName, Seat> seats;
    private final List<Machine> strangers = new ArrayList<>();
    private final SortedSet<MachineName> gone = new TreeSet<>();

    Seats(World before, Observation seen, Tripping tripping) {
        this.before = before;
        this.fleet = before.fleet();
        this.seen = seen;
        this.tripping = tripping;
        this.seats = new TreeMap<>(before.seats());
    }

    SortedMap<MachineName, Seat> result() {
        return Collections.unmodifiableSortedMap(seats);
    }

    List<Machine> strangers() {
        return List.copyOf(strangers);
    }

    /** Machines that were proved gone in this step, whether released or not. */
    SortedSet<MachineName> gone() {
        return gone;
    }

    boolean has(MachineName name) {
        return seats.containsKey(name);
    }

    Optional<String> poolOf(MachineName name) {
        return Optional.ofNullable(seats.get(name)).map(Seat::pool);
    }

    Optional<OfferingId> offeringOf(MachineName name) {
        return Optional.ofNullable(seats.get(name)).flatMap(Seat::offering);
    }

    int jobsOf(Pool pool) {
        return seats.values().stream()
                .filter(seat -> seat.pool().equals(pool.name()))
                .mapToInt(seat -> seat instanceof Seat.Listed listed
                        ? listed.work().jobs().size()
                        : 0)
                .sum();
    }

    void apply(Outcome outcome) {
        switch (outcome) {
            case Outcome.BuySent o ->
                seats.put(
                        o.purchase().name(),
                        new Seat.Intended(o.purchase(), o.price(), o.at(), Seat.Intended.Asked.BUYING, o.at(), 0));
            case Outcome.Bought o -> replace(o.name(), seat -> Transitions.bought(seat, o));
            case Outcome.NotBought o -> notBought(o);
            case Outcome.SettleSent o -> replace(o.name(), seat -> Transitions.settling(seat, o.at()));
            case Outcome.NotSettled o -> replace(o.name(), seat -> Transitions.tooEarly(seat, o));
            case Outcome.Absent o -> {
                if (seats.get(o.name()) instanceof Seat.Intended) {
                    seats.remove(o.name());
                    gone.add(o.name());
                }
            }
            case Outcome.MarkSent o ->
                replace(o.name(), seat -> Transitions.markSent(seat, o, deadline(seat.account())));
            case Outcome.Marked o -> replace(o.name(), seat -> Transitions.marked(seat, o));
            case Outcome.NotMarked o -> replace(o.name(), seat -> Transitions.notMarked(seat, o));
            case Outcome.DrainSent o -> replace(o.name(), seat -> Transitions.draining(seat, o.at()));
            case Outcome.DrainTold o -> replace(o.name(), seat -> Transitions.told(seat, o.at()));
            case Outcome.Cordoned o -> replace(o.name(), seat -> Transitions.cordoned(seat, o.at()));
            case Outcome.UndrainSent o -> replace(o.name(), Transitions::undrained);
            case Outcome.NotTold o -> {} // it is not told: the policy tells it again
            case Outcome.AgentStartSent o -> {} // the list will show it
            case Outcome.ReleaseSent o ->
                replace(o.name(), seat -> Transitions.releasing(seat, o.at(), deadline(seat.account())));
            case Outcome.ReleaseAnswered o ->
                replace(
                        o.name(),
                        seat -> Transitions.released(
                                seat, o, fleet.account(seat.account()).capabilities()));
            case Outcome.RestartSent o -> {} // no seat's matter
            case Outcome.RestartAnswered o -> {} // no seat's matter
            case Outcome.NotSent o -> {} // the policy decides anew
            case Outcome.Revoked o -> {} // no seat's matter
        }
    }

    private void replace(MachineName name, java.util.function.UnaryOperator<Seat> change) {
        seats.computeIfPresent(name, (n, seat) -> change.apply(seat));
    }

    private Duration deadline(String account) {
        return fleet.account(account).deadline();
    }

    private void notBought(Outcome.NotBought failed) {
        if (!(seats.get(failed.name()) instanceof Seat.Intended intended)) {
            return;
        }
        switch (failed.problem().effect()) {
            case NONE -> {
                // of an earlier attempt of unknown effect, a later refusal says nothing
                if (intended.tries() == 0 && intended.asked() == Seat.Intended.Asked.BUYING) {
                    seats.remove(failed.name());
                    gone.add(failed.name());
                } else {
                    seats.put(failed.name(), Transitions.openLater(intended, failed.at()));
                }
            }
            case UNKNOWN -> seats.put(failed.name(), Transitions.openLater(intended, failed.at()));
        }
    }

    void applyLists(SortedMap<String, Instant> firstLists) {
        for (String account : fleet.accounts().keySet()) {
            seen.cloud(account).value().ifPresent(listing -> {
                Instant at = seen.cloud(account).at().orElseThrow();
                boolean isNew = !seen.cloud(account)
                        .at()
                        .equals(before.seen().cloud(account).at());
                applyList(account, listing, at, isNew, Optional.ofNullable(firstLists.get(account)));
            });
        }
        seats.replaceAll((name, seat) -> seat instanceof Seat.Listed listed ? paid(listed) : seat);
    }

    private Seat.Listed paid(Seat.Listed listed) {
        Price price =
                listed.price().equals(UNKNOWN_PRICE) ? priceOf(listed.machine(), listed.account()) : listed.price();
        return Transitions.paid(leaseSeen(listed), price, seen.now());
    }

    private Seat.Listed leaseSeen(Seat.Listed listed) {
        boolean isLive = fleet.account(listed.account()).capabilities().leases() == LeaseChannel.LIVE;
        Duration sinceLastTick = Duration.between(before.now(), seen.now());
        boolean leapt =
                sinceLastTick.multipliedBy(2).compareTo(listed.mark().lease().ttl()) > 0;
        if (leapt) {
            Seat.Listed unwatched = listed.with(Working.unwatched(listed.work()));
            return isLive ? unwatched.with(unwatched.mark().unsure()) : unwatched;
        }
        return isLive ? listed.with(listed.mark().seenAt(seen.now())) : listed;
    }

    private Price priceOf(Machine machine, String account) {
        return seen.priceOf(machine, account).orElse(UNKNOWN_PRICE);
    }

    private void applyList(String account, Listing listing, Instant at, boolean isNew, Optional<Instant> firstList) {
        boolean isFirst = firstList.filter(at::equals).isPresent();
        boolean isSettled = firstList
                .filter(first -> at.isAfter(first.plus(fleet.account(account).settlesWithin())))
                .isPresent();
        SortedSet<MachineName> shown = new TreeSet<>();
        for (Machine machine : listing.machines()) {
            shown.add(machine.name());
            Instant born = at.minus(Duration.between(machine.created(), listing.asOf()));
            Seat seat = seats.get(machine.name());
            if (seat == null || !seat.account().equals(account)) {
                meet(account, machine, born, isNew && !isFirst, isSettled);
            } else if (isNew) {
                seats.put(machine.name(), Transitions.shown(seat, machine, born, seen.now()));
            }
        }
        if (isNew) {
            Duration lag = fleet.account(account).capabilities().listLag();
            for (Seat seat : List.copyOf(seats.values())) {
                if (seat.account().equals(account) && !shown.contains(seat.name())) {
                    absent(seat, at, lag);
                }
            }
        }
    }

    /** A machine of our owner without a seat: adopted when its pool is known and nobody else has it. */
    private void meet(String account, Machine machine, Instant born, boolean unexpected, boolean isSettled) {
        boolean ours = machine.pool().flatMap(fleet::pool).isPresent()
                && !seats.containsKey(machine.name())
                && machine.offering().map(OfferingId::account).orElse(account).equals(account);
        if (ours && !(unexpected && wasProvedGone(machine.name()))) {
            Seat.Listed adopted = Transitions.adopted(
                    account,
                    machine,
                    born,
                    priceOf(machine, account),
                    fleet.safety().lease(),
                    seen.now());
            seats.put(machine.name(), adopted);
            tripping.adopted(adopted, !isSettled || before.gone().containsKey(machine.name()));
        } else if (!seats.containsKey(machine.name())) {
            strangers.add(machine);
        }
    }

    /** A list that lags may show what is gone already; what is gone stays in this set until its secret is revoked. */
    private boolean wasProvedGone(MachineName name) {
        return before.toRevoke().contains(name);
    }

    private void absent(Seat seat, Instant listedAt, Duration lag) {
        switch (seat) {
            case Seat.Intended intended -> {} // only its settlement tells
            case Seat.Bought bought -> {
                if (listedAt.isAfter(bought.answered().plus(lag))) {
                    count(bought.absentLists(), bought, bought.absent());
                }
            }
            case Seat.Listed listed -> count(listed.absentLists(), listed, listed.absent());
            case Seat.Leaving leaving -> {
                if (listedAt.isAfter(leaving.asked().plus(lag))) {
                    count(leaving.absentLists(), leaving, leaving.absent());
                }
            }
        }
    }

    private void count(int soFar, Seat seat, Seat next) {
        if (soFar + 1 < ABSENT_LISTS) {
            seats.put(seat.name(), next);
            return;
        }
        seats.remove(seat.name());
        gone.add(seat.name());
    }

    void applyQueues(Demand demand, BiConsumer<Seat.Listed, Work> proved) {
        seats.replaceAll((name, seat) -> {
            if (!(seat instanceof Seat.Listed listed)) {
                return seat;
            }
            Pool pool = fleet.pool(listed.pool()).orElseThrow();
            Sight sight = new Sight(
                    seen.now(),
                    seen.cloud(listed.account()).at(),
                    seen.server(pool.server()),
                    demand.on(name),
                    demand.connected().contains(name));
            Work work = Working.next(listed, sight, pool, fleet);
            if (listed.work() instanceof Work.Unproven && (work instanceof Work.Idle || work instanceof Work.Busy)) {
                proved.accept(listed, work);
            }
            return listed.with(work);
        });
    }
}
