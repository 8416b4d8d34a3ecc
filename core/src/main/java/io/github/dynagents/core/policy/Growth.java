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
import java.util.List;
import java.util.Optional;

/**
 * Machines for the jobs that wait. Draining machines change their mind first, where that is possible: their boot is
 * paid. Then, by the moment, whatever is short is bought at once (a boot costs so little that planning gains nothing);
 * by longer increments a {@link Schedule} tells how many pay.
 */
final class Growth {
    /** Beyond so many waiting jobs all that is short is bought: planning would cost more than it saves. */
    private static final int MOST_PLANNED = 300;

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Draft draft;
    private final World world;
    private final Pool pool;
    private final Room room;
    private final List<Job> waiting;
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
        int count = Keeping.isByTheMoment(best.get().terms()) || waiting.size() > MOST_PLANNED
                ? most
                : new Schedule(world, pool, capacity, best.get()).best(most);
        for (int i = 0; i < count && best.isPresent(); i++) {
            buy(best.get(), capacity, i);
            best = choice.next();
        }
    }

    private void buy(Offering offering, Capacity capacity, int alreadyBought) {
        Price price = Price.of(offering);
        room.take(pool, offering);
        Money atMost = Bound.ofPurchase(world, capacity.expected(), offering).orElse(Money.ZERO);
        draft.add(new Decision.Buy(
                pool.name(),
                offering.id(),
                atMost,
                Reason.of("jobs wait")
                        .with("waiting", waiting.size())
                        .with("machines", capacity.live().size() + alreadyBought)
                        .with("boots in", capacity.expected().boot(offering))
                        .with("price an hour", price.perHour())));
    }
}
