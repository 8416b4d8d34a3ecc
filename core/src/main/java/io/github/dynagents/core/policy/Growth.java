package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Machines for the jobs that wait. Draining machines change their mind first, where that is possible: their boot is
 * paid. Then, by the moment, whatever is short is bought at once (a boot costs so little that planning gains nothing);
 * by longer increments, and where machines would have to wait for each other to come up, a {@link Schedule} tells how
 * many pay.
 */
final class Growth {
    /**
     * Beyond so many waiting jobs all that is short is bought: planning would cost more than it saves. Where machines would
     * have to wait for each other to come up, no more is bought than pays for the first of the jobs.
     */
    private static final int MOST_PLANNED = 300;

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Draft draft;
    private final World world;
    private final Pool pool;
    private final Room room;
    private final List<Job> waiting;
    private final List<Duration> bought = new ArrayList<>();
    private final Set<String> planned = new TreeSet<>();
    private boolean isScheduled;
    private int unusedSlots;

    private Growth(Draft draft, Pool pool, Capacity capacity, Room room) {
        this.draft = draft;
        this.world = draft.world();
        this.pool = pool;
        this.room = room;
        this.waiting = world.demand().waiting(pool.name());
        this.unusedSlots = capacity.unusedSlots();
    }

    /** Returns the capacity for keeping to look at: the same, as what is bought now is not idle yet. */
    static Capacity decide(Draft draft, Pool pool, Capacity capacity, Room room) {
        Growth growth = new Growth(draft, pool, capacity, room);
        if (growth.waiting.size() > growth.unusedSlots) {
            growth.changeMinds();
            growth.buy(capacity);
        }
        return capacity;
    }

    private int shortOfSlots() {
        return waiting.size() - unusedSlots;
    }

    private void changeMinds() {
        for (Seat.Listed seat : world.listed(pool)) {
            if (shortOfSlots() > 0 && canChangeItsMind(seat)) {
                draft.decideFate(
                        seat.name(),
                        new Decision.Undrain(
                                seat.name(),
                                MustGo.lease(draft, false),
                                Reason.of("work came while it drained").with("waiting", waiting.size())));
                unusedSlots += Math.max(0, pool.slots() - seat.work().jobs().size());
            }
        }
    }

    private boolean canChangeItsMind(Seat.Listed seat) {
        return seat.work() instanceof Work.Draining
                && !seat.mark().ranOut()
                && world.breakers().stopping(pool, seat.account()).isEmpty()
                && seat.machine().interruptedAt().isEmpty()
                && switch (seat.machine().state()) {
                    case STARTING, UP -> true;
                    case STOPPING, REMNANT -> false;
                }
                && world.fleet().account(seat.account()).capabilities().can(Capability.RESTART_AGENT)
                && draft.now().isBefore(seat.born().plus(world.fleet().safety().maxLife()))
                && seat.offering().flatMap(world::withheld).isEmpty();
    }

    /** Just after a start, the first account to be known would sell everything, at whatever price. */
    private boolean isWorthWaitingForSellers() {
        return pool.buys().stream().anyMatch(supply -> world.trust().settling().contains(supply.account()));
    }

    private void buy(Capacity capacity) {
        if (shortOfSlots() <= 0 || isWorthWaitingForSellers()) {
            return;
        }
        if (world.fleet().limits().worstCase().isPresent()) {
            draft.wakeAt(draft.now().plus(LOOK_AGAIN)); // it falls by itself, as time that is paid for passes
        }
        Choice choice = new Choice(draft, pool, room, capacity.expected(), waiting);
        Optional<Offering> best = choice.next();
        if (best.isEmpty() && world.breakers().stop(pool)) {
            return; // which is told as such
        }
        if (best.isEmpty()) {
            draft.add(new Decision.Tell(
                    "starving/" + pool.name(),
                    true,
                    Reason.of("jobs of pool " + pool.name() + " wait and nothing can be bought: " + choice.whyNothing())
                            .with("waiting", waiting.size())));
            return;
        }
        int most = Math.ceilDiv(shortOfSlots(), pool.slots());
        int left = plan(capacity, best.get(), most);
        while (left > 0 && best.isPresent()) {
            Offering last = best.get();
            buy(last, capacity);
            left--;
            choice.bought(last);
            best = choice.next();
            if (left > 0 && best.isPresent() && isPlannedAnew(last, best.get())) {
                left = plan(capacity, best.get(), most - bought.size());
            }
        }
    }

    /** How many machines the next account had better have is not what the last one had better. */
    private boolean isPlannedAnew(Offering last, Offering next) {
        String account = next.id().account();
        return !planned.contains(account)
                && (comesUpInRounds(account) || comesUpInRounds(last.id().account()));
    }

    private boolean comesUpInRounds(String account) {
        return world.fleet().account(account).bootsOneAfterAnother();
    }

    /** How many more to buy, at most so many; once it was less than that, it is so for what is bought elsewhere too. */
    private int plan(Capacity capacity, Offering offering, int most) {
        planned.add(offering.id().account());
        boolean haveToWait = capacity.expected().hasToWait(offering, most);
        isScheduled |= haveToWait || !Keeping.isByTheMoment(offering.terms());
        if (!isScheduled || (waiting.size() > MOST_PLANNED && !haveToWait)) {
            return most;
        }
        List<Job> first = waiting.subList(0, Math.min(waiting.size(), MOST_PLANNED));
        List<Duration> slots = capacity.slots();
        bought.forEach(boot -> slots.addAll(Collections.nCopies(pool.slots(), boot)));
        int mostForThem = Math.min(most, Math.ceilDiv(first.size(), pool.slots()));
        return new Schedule(world, pool, capacity.expected(), slots, first, offering, mostForThem).best();
    }

    private void buy(Offering offering, Capacity capacity) {
        Price price = Price.of(offering);
        Money atMost = Bound.ofPurchase(world, capacity.expected(), offering).orElse(Money.ZERO);
        Duration boot = capacity.expected().bootOfNext(offering);
        room.take(pool, offering);
        draft.add(new Decision.Buy(
                pool.name(),
                offering.id(),
                atMost,
                Reason.of("jobs wait")
                        .with("waiting", waiting.size())
                        .with("machines", capacity.live().size() + bought.size())
                        .with("boots in", boot)
                        .with("price an hour", price.perHour())));
        bought.add(boot);
    }
}
