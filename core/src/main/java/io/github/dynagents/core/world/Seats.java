package io.github.dynagents.core.world;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
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
    private final SortedMap<OfferingId, Offering> sold;
    private final Changing<MachineName, Seat> seats;
    private final List<Machine> strangers = new ArrayList<>();
    private final SortedSet<MachineName> gone = new TreeSet<>();
    private final Duration twiceSinceLastTick;
    private Optional<Surroundings> surroundings = Optional.empty();

    /**
     * Whether each machine of the lists that were seen last has its seat still: then a list that is the same has nothing
     * to say.
     */
    private boolean allHaveSeats;

    /** What machines of one pool at one account have in common: to look it up for each is slow. */
    private record Surroundings(Account account, String pool, Observed<Listing> cloud, Observed<CiQueue> server) {
        boolean areOf(Seat.Listed listed) {
            return pool.equals(listed.pool()) && account.name().equals(listed.account());
        }
    }

    Seats(World before, Observation seen, SortedMap<OfferingId, Offering> sold, Tripping tripping) {
        this.before = before;
        this.fleet = before.fleet();
        this.seen = seen;
        this.tripping = tripping;
        this.sold = sold;
        this.seats = new Changing<>(before.seats());
        this.allHaveSeats = before.strangers().isEmpty() && before.toRevoke().isEmpty();
        Duration sinceLastTick = Duration.between(before.now(), seen.now());
        this.twiceSinceLastTick = sinceLastTick.plus(sinceLastTick);
    }

    SortedMap<MachineName, Seat> result() {
        return seats.result();
    }

    List<Machine> strangers() {
        return List.copyOf(strangers);
    }

    /** Machines that were proved gone in this step, whether released or not. */
    SortedSet<MachineName> gone() {
        return gone;
    }

    boolean has(MachineName name) {
        return seats.soFar().containsKey(name);
    }

    Optional<String> poolOf(MachineName name) {
        return Optional.ofNullable(seats.soFar().get(name)).map(Seat::pool);
    }

    Optional<OfferingId> offeringOf(MachineName name) {
        return Optional.ofNullable(seats.soFar().get(name)).flatMap(Seat::offering);
    }

    int jobsOf(Pool pool) {
        int jobs = 0;
        for (Seat seat : seats.soFar().values()) {
            if (seat instanceof Seat.Listed listed && seat.pool().equals(pool.name())) {
                jobs += listed.work().jobs().size();
            }
        }
        return jobs;
    }

    void apply(Outcome outcome) {
        switch (outcome) {
            case Outcome.BuySent o -> {
                allHaveSeats = false;
                seats.put(
                        o.purchase().name(),
                        new Seat.Intended(o.purchase(), o.price(), o.at(), Seat.Intended.Asked.BUYING, o.at(), 0));
            }
            case Outcome.Bought o -> replace(o.name(), seat -> Transitions.bought(seat, o));
            case Outcome.NotBought o -> notBought(o);
            case Outcome.SettleSent o -> replace(o.name(), seat -> Transitions.settling(seat, o.at()));
            case Outcome.NotSettled o -> replace(o.name(), seat -> Transitions.tooEarly(seat, o));
            case Outcome.Absent o -> {
                if (seats.soFar().get(o.name()) instanceof Seat.Intended) {
                    isGone(o.name());
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
        Seat seat = seats.soFar().get(name);
        if (seat != null) {
            seats.put(name, change.apply(seat));
        }
    }

    private void isGone(MachineName name) {
        allHaveSeats = false;
        seats.remove(name);
        gone.add(name);
    }

    private Duration deadline(String account) {
        return fleet.account(account).deadline();
    }

    private void notBought(Outcome.NotBought failed) {
        if (!(seats.soFar().get(failed.name()) instanceof Seat.Intended intended)) {
            return;
        }
        switch (failed.problem().effect()) {
            case NONE -> {
                // of an earlier attempt of unknown effect, a later refusal says nothing
                if (intended.tries() == 0 && intended.asked() == Seat.Intended.Asked.BUYING) {
                    isGone(failed.name());
                } else {
                    seats.put(failed.name(), Transitions.openLater(intended, failed.at()));
                }
            }
            case UNKNOWN -> seats.put(failed.name(), Transitions.openLater(intended, failed.at()));
        }
    }

    void applyLists(SortedMap<String, Instant> firstLists) {
        for (String account : fleet.accounts().keySet()) {
            Observed<Listing> cloud = seen.cloud(account);
            Observed<Listing> last = before.seen().cloud(account);
            if (allHaveSeats && cloud.tellsTheSameAs(last) && cloud.at().equals(last.at())) {
                continue;
            }
            cloud.value().ifPresent(listing -> {
                Instant at = cloud.at().orElseThrow();
                boolean isNew = !cloud.at().equals(last.at());
                boolean isUnchanged = allHaveSeats && showsTheSame(listing, at, last);
                applyList(account, listing, at, isNew, isUnchanged, Optional.ofNullable(firstLists.get(account)));
            });
        }
    }

    private Seat.Listed priced(Seat.Listed listed) {
        return listed.price().equals(UNKNOWN_PRICE) ? listed.with(priceOf(listed.machine(), listed.account())) : listed;
    }

    private Seat.Listed leaseSeen(Seat.Listed listed, Account account) {
        boolean isLive = account.capabilities().leases() == LeaseChannel.LIVE;
        boolean leapt = twiceSinceLastTick.compareTo(listed.mark().lease().ttl()) > 0;
        if (leapt) {
            Seat.Listed unwatched = listed.with(Working.unwatched(listed.work()));
            return isLive ? unwatched.with(unwatched.mark().unsure()) : unwatched;
        }
        return isLive ? listed.with(listed.mark().seenAt(seen.now())) : listed;
    }

    /**
     * What a machine costs that an earlier daemon bought: by its offering, else the dearest that its account sells;
     * unknown while nothing is known to be sold there.
     */
    private Price priceOf(Machine machine, String account) {
        return machine.offering()
                .map(sold::get)
                .or(() -> sold.values().stream()
                        .filter(offering -> offering.id().account().equals(account))
                        .max(Comparator.comparing(Offering::perHour)))
                .map(Price::of)
                .orElse(UNKNOWN_PRICE);
    }

    /** A newer list that shows the same machines, and whose answer took as long: all that it has to say is its age. */
    @SuppressWarnings("ReferenceEquality") // which is what "unchanged" means
    private static boolean showsTheSame(Listing listing, Instant at, Observed<Listing> last) {
        return last.value()
                .filter(before -> before.machines() == listing.machines())
                .filter(before -> Duration.between(before.asOf(), listing.asOf())
                        .equals(Duration.between(last.at().orElse(at), at)))
                .isPresent();
    }

    private void applyList(
            String account,
            Listing listing,
            Instant at,
            boolean isNew,
            boolean isUnchanged,
            Optional<Instant> firstList) {
        boolean isFirst = firstList.filter(at::equals).isPresent();
        boolean isSettled = firstList
                .filter(first -> at.isAfter(first.plus(fleet.account(account).settlesWithin())))
                .isPresent();
        for (Machine machine : isUnchanged ? List.<Machine>of() : listing.machines()) {
            Instant born = at.minus(Duration.between(machine.created(), listing.asOf()));
            Seat seat = seats.soFar().get(machine.name());
            if (seat == null || !seat.account().equals(account)) {
                meet(account, machine, born, isNew && !isFirst, isSettled);
            } else if (isNew) {
                Seat next = Transitions.shown(seat, machine, born);
                if (!next.equals(seat)) {
                    seats.put(machine.name(), next);
                }
            }
        }
        if (isNew) {
            Set<MachineName> shown = new LinkedHashSet<>();
            listing.machines().forEach(machine -> shown.add(machine.name()));
            Duration lag = fleet.account(account).capabilities().listLag();
            List<Seat> absent = new ArrayList<>();
            for (Seat seat : seats.soFar().values()) {
                if (!shown.contains(seat.name()) && seat.account().equals(account)) {
                    absent.add(seat);
                }
            }
            absent.forEach(seat -> absent(seat, at, lag));
        }
    }

    /** A machine of our owner without a seat: adopted when its pool is known and nobody else has it. */
    private void meet(String account, Machine machine, Instant born, boolean unexpected, boolean isSettled) {
        boolean ours = machine.pool().flatMap(fleet::pool).isPresent()
                && !has(machine.name())
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
        } else if (!has(machine.name())) {
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
        isGone(seat.name());
    }

    /** What each machine costs and does, and whether its lease is in force still. */
    void applyQueues(Demand demand, BiConsumer<Seat.Listed, Work> proved) {
        Alongside<List<Job>> running = new Alongside<>(demand.running());
        seats.replaceAll(seat -> seat instanceof Seat.Listed listed
                ? works(priced(listed), running.of(seat.name(), List.of()), demand, proved)
                : seat);
    }

    private Seat.Listed works(Seat.Listed was, List<Job> jobs, Demand demand, BiConsumer<Seat.Listed, Work> proved) {
        Surroundings around = surroundingsOf(was);
        Seat.Listed listed = leaseSeen(was, around.account());
        boolean isConnected = !jobs.isEmpty() || demand.connected().contains(listed.name());
        Sight sight = new Sight(seen.now(), around.cloud(), around.server(), jobs, isConnected);
        Work work = Working.next(listed, sight, fleet);
        if (listed.work() instanceof Work.Unproven && (work instanceof Work.Idle || work instanceof Work.Busy)) {
            proved.accept(listed, work);
        }
        return listed.with(work);
    }

    private Surroundings surroundingsOf(Seat.Listed listed) {
        if (surroundings.filter(around -> around.areOf(listed)).isEmpty()) {
            surroundings = Optional.of(new Surroundings(
                    fleet.account(listed.account()),
                    listed.pool(),
                    seen.cloud(listed.account()),
                    seen.server(fleet.pool(listed.pool()).orElseThrow().server())));
        }
        return surroundings.orElseThrow();
    }
}
