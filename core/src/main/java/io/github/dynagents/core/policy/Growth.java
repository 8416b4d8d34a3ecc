package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Pool;
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

    private final PoolPlan plan;
    private final Draft draft;
    private final World world;
    private final Pool pool;
    private final Capacity capacity;
    private final List<Job> waiting;
    private final List<Duration> bought = new ArrayList<>();
    private final Set<String> planned = new TreeSet<>();
    private boolean isScheduled;
    private Optional<Said> said = Optional.empty();
    private int unusedSlots;

    /** Of thousands of machines bought at once, most are bought for the same reason: it is put into words once. */
    private record Said(Offering offering, Duration boot, Wanted wanted, Reason reason) {
        boolean isOf(Offering otherOffering, Duration otherBoot, Wanted otherWanted) {
            return wanted.equals(otherWanted) && boot.equals(otherBoot) && offering.equals(otherOffering);
        }
    }

    private Growth(PoolPlan plan) {
        this.plan = plan;
        this.draft = plan.draft();
        this.world = plan.world();
        this.pool = plan.pool();
        this.capacity = plan.capacity();
        this.waiting = plan.waiting();
        this.unusedSlots = capacity.unusedSlots();
    }

    static void decide(PoolPlan plan) {
        if (plan.waiting().isEmpty()) {
            return;
        }
        Growth growth = new Growth(plan);
        if (growth.waiting.size() > growth.unusedSlots) {
            growth.changeMinds();
            growth.buy();
        }
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

    private void buy() {
        if (shortOfSlots() <= 0 || plan.isWorthWaitingForSellers()) {
            return;
        }
        if (world.fleet().limits().worstCase().isPresent()) {
            draft.wakeAt(draft.now().plus(LOOK_AGAIN)); // it falls by itself, as time that is paid for passes
        }
        Choice choice = plan.choice();
        if (draft.isExplained()) {
            choice.dearer().forEach(one -> draft.consider(() -> one.dearer(pool.name())));
        }
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
        Wanted wanted = wanted(best.get(), most);
        int left = wanted.machines();
        while (left > 0 && best.isPresent()) {
            Offering last = best.get();
            plan.buy(last, because(last, wanted, choice));
            bought.add(capacity.expected().bootOfNext(last));
            left--;
            choice.bought(last);
            best = choice.next();
            if (left > 0 && best.isPresent() && isPlannedAnew(last, best.get())) {
                wanted = wanted(best.get(), most - bought.size());
                left = wanted.machines();
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

    /**
     * How many machines to buy, and why.
     *
     * @param saves waiting, each machine, of the jobs that were looked at; empty where nothing else serves them
     */
    private record Wanted(int machines, Optional<Duration> saves) {}

    /** How many more to buy, at most so many; once it was less than that, it is so for what is bought elsewhere too. */
    private Wanted wanted(Offering offering, int most) {
        planned.add(offering.id().account());
        boolean haveToWait = capacity.expected().hasToWait(offering, most);
        boolean byTheMoment = Keeping.isBoughtByTheMoment(offering.terms());
        isScheduled |= haveToWait || !byTheMoment;
        List<Job> first = waiting.subList(0, Math.min(waiting.size(), MOST_PLANNED));
        int mostForThem = Math.min(most, Math.ceilDiv(first.size(), pool.slots()));
        List<Duration> slots = capacity.slots();
        bought.forEach(boot -> slots.addAll(Collections.nCopies(pool.slots(), boot)));
        Schedule schedule = new Schedule(
                pool,
                offering,
                capacity.expected(),
                slots,
                first,
                capacity.expected().bootsOfNext(offering, mostForThem),
                byTheMoment ? new double[mostForThem] : worthOfRest(offering, mostForThem));
        boolean allAtOnce = !isScheduled || (waiting.size() > MOST_PLANNED && !haveToWait);
        Schedule.Outcome best = allAtOnce ? schedule.of(mostForThem) : schedule.best();
        if (!allAtOnce) {
            considered(offering, schedule, best);
        }
        Optional<Duration> saves = slots.isEmpty()
                ? Optional.empty()
                : Optional.of(schedule.of(0).waited().minus(best.waited()).dividedBy(Math.max(1, best.machines())));
        return new Wanted(allAtOnce ? most : best.machines(), saves);
    }

    /** Tells whoever asks what one machine more or less would have come to. */
    private void considered(Offering offering, Schedule schedule, Schedule.Outcome best) {
        if (draft.isExplained()) {
            for (Schedule.Outcome other : schedule.around(best)) {
                draft.consider(() -> Considered.rejected(
                        pool.name(),
                        "buy " + other.machines() + " x " + offering.id() + " rather than " + best.machines(),
                        Reason.of("money and waiting together come to more")
                                .with("waiting then", other.waited())
                                .with("more", Money.dollars(other.cost() - best.cost()))));
            }
        }
    }

    private double[] worthOfRest(Offering offering, int machines) {
        Forecast forecast = plan.forecast(offering);
        Duration paid = offering.terms().billed(Duration.ZERO);
        int live = capacity.live().size() + bought.size();
        double[] worth = new double[machines];
        for (int i = 0; i < machines; i++) {
            worth[i] = forecast.worthOfRest(live + 1 + i, paid);
        }
        return worth;
    }

    private Reason because(Offering offering, Wanted wanted, Choice choice) {
        Duration boot = capacity.expected().bootOfNext(offering);
        Said same = said.filter(one -> one.isOf(offering, boot, wanted))
                .orElseGet(() -> new Said(
                        offering,
                        boot,
                        wanted,
                        Reason.of(words(offering, boot, wanted, choice)).with("waiting", waiting.size())));
        said = Optional.of(same);
        return same.reason().with("machines", capacity.live().size() + bought.size());
    }

    private String words(Offering offering, Duration boot, Wanted wanted, Choice choice) {
        Duration used = boot.plus(Duration.ofMillis(
                (long) (capacity.expected().duration(waiting.get(0)).toMillis() / offering.speed())));
        Money now = offering.perHour().forTime(offering.terms().billed(used));
        String words = wanted.saves()
                .filter(Duration::isPositive)
                .map(each -> now + " now saves " + Say.duration(each) + " of waiting worth "
                        + pool.worth().forTime(each))
                .orElse((wanted.saves().isEmpty() ? "jobs wait that nothing else serves: " : "jobs wait: ") + now
                        + " now");
        return words + "; " + choice.because(offering).words();
    }
}
