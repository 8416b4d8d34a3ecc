package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** One pool's part of a plan, while a {@link Sizing} makes it: what the pool has, and what is to become of it. */
public final class PoolPlan {
    private static final Comparator<Seat> OLDEST_FIRST =
            Comparator.comparing(Seat::born).thenComparing(Seat::name);

    private final Draft draft;
    private final Pool pool;
    private final Capacity capacity;
    private final Room room;
    private Optional<Offering> bounded = Optional.empty();
    private Money atMost = Money.ZERO;

    PoolPlan(Draft draft, Pool pool, Capacity capacity, Room room) {
        this.draft = draft;
        this.pool = pool;
        this.capacity = capacity;
        this.room = room;
    }

    Draft draft() {
        return draft;
    }

    Capacity capacity() {
        return capacity;
    }

    Room room() {
        return room;
    }

    /** Which offering is best for the jobs that wait, or for the next ones. */
    Choice choice() {
        return new Choice(draft, pool, room, capacity.expected(), waiting(), this::worthOfRest);
    }

    /** What the unused rest of an offering's paid time is worth to later jobs, for the next machine. */
    private double worthOfRest(Offering offering) {
        return Keeping.isBoughtByTheMoment(offering.terms())
                ? 0
                : forecast(offering)
                        .worthOfRest(
                                capacity.live().size() + 1, offering.terms().billed(Duration.ZERO));
    }

    /** What machines of that offering are worth while they are idle. */
    Forecast forecast(Offering offering) {
        return forecast(Price.of(offering), capacity.expected().bootOfNext(offering));
    }

    /** The same of machines of that price, where a new one boots so long. */
    Forecast forecast(Price price, Duration boot) {
        return new Forecast(world().learned().rhythm(pool.name()), now(), pool, price, boot);
    }

    /** Just after a start, the first account to be known would sell everything, at whatever price. */
    boolean isWorthWaitingForSellers() {
        return pool.buys().stream()
                .anyMatch(supply -> world().trust().settling().contains(supply.account()));
    }

    /** All that is believed. */
    public World world() {
        return draft.world();
    }

    public Pool pool() {
        return pool;
    }

    /** The tick's instant. */
    public Instant now() {
        return draft.now();
    }

    /** Jobs that wait for an agent, in queue order. */
    public List<Job> waiting() {
        return draft.world().demand().waiting(pool.name());
    }

    /** Machines and orders that take jobs, or will; oldest first. Those on their way out are not among them. */
    public List<Seat> live() {
        return capacity.live().stream().sorted(OLDEST_FIRST).toList();
    }

    /** Machines that could take a job this instant and have none; oldest first. */
    public List<Seat.Listed> idle() {
        List<Seat.Listed> idle = new ArrayList<>(capacity.idle());
        idle.sort(OLDEST_FIRST);
        return idle;
    }

    /** Jobs that run on live machines. */
    public int running() {
        return capacity.listed().stream()
                .mapToInt(seat -> seat.work().jobs().size())
                .sum();
    }

    /** Slots of connected machines that no job has. */
    public int freeSlots() {
        return capacity.live().stream()
                .filter(PoolPlan::isConnected)
                .mapToInt(seat -> pool.slots() - jobsOf(seat))
                .map(free -> Math.max(0, free))
                .sum();
    }

    /** Slots of orders, and of machines that are not connected yet. */
    public int bootingSlots() {
        return (int) capacity.live().stream().filter(seat -> !isConnected(seat)).count() * pool.slots();
    }

    private static boolean isConnected(Seat seat) {
        return seat instanceof Seat.Listed listed && !(listed.work() instanceof Work.Unproven);
    }

    private static int jobsOf(Seat seat) {
        return seat instanceof Seat.Listed listed ? listed.work().jobs().size() : 0;
    }

    /** What may be bought now, the cheapest hour first; limits, breakers and what is withheld are heeded. */
    public List<Offering> offerings() {
        SortedSet<OfferingId> blamed = draft.blamed();
        return draft.expected().sold().values().stream()
                .filter(pool::mayBuy)
                .filter(offering ->
                        Obstacles.to(offering, world(), blamed, pool, room).isEmpty())
                .sorted(Comparator.comparing(Offering::perHour).thenComparing(Offering::id))
                .toList();
    }

    /** Buys one machine. */
    public void buy(Offering offering, Reason reason) {
        Decision.Buy buy = new Decision.Buy(pool.name(), offering.id(), atMost(offering), reason);
        room.take(pool, offering);
        draft.add(buy);
    }

    /** Of thousands that are bought at once, where none has to wait for another, one can cost as much as the last. */
    private Money atMost(Offering offering) {
        boolean isAsBefore = bounded.filter(offering::equals).isPresent()
                && !world().fleet().account(offering.id().account()).bootsOneAfterAnother();
        if (!isAsBefore) {
            bounded = Optional.of(offering);
            atMost = Bound.ofPurchase(draft.world(), draft.expected(), offering).orElse(Money.ZERO);
        }
        return atMost;
    }

    /** Buys so many of what is the cheapest an hour, as far as limits let it. */
    public void buyCheapest(int machines, Reason reason) {
        Optional<Offering> best = machines > 0 ? offerings().stream().findFirst() : Optional.empty();
        for (int i = 0; i < machines && best.isPresent(); i++) {
            buy(best.get(), reason);
            if (room.full(pool, best.get()).isPresent()) {
                best = offerings().stream().findFirst();
            }
        }
    }

    /** Lets a machine finish its jobs, and go. */
    public void letGo(Seat.Listed machine, Reason reason) {
        MustGo.drain(draft, pool, machine, Optional.empty(), reason);
    }

    /** Stops paying for a machine at once, whatever it runs: those jobs are lost with it. */
    public void release(Seat.Listed machine, Reason reason) {
        draft.decideFate(machine.name(), new Decision.Release(machine.name(), reason));
    }

    /** Something could change at that instant, unless it has passed. */
    public void wakeAt(Instant when) {
        draft.wakeAt(when);
    }
}
