package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
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
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The worst case in money: what can be spent from now on, until everything is gone, if the daemon dies this instant.
 *
 * <p>A machine ends by <em>last possibly effective mark + reach + poll + ttl + grace + shutdown + removal</em>, and by
 * <em>birth + boot + maxLife + grace + poll + shutdown + removal</em>; an intent counts from its last possible birth;
 * increments round up. It assumes that the machine's script runs within the patience that a boot is given, once those
 * before it have used up theirs where a cloud brings up only so many at once, that power-off ends the machine as its
 * provider declares, and the prices as shown.
 *
 * @param most of all machines that end by themselves
 * @param unbounded machines whose bill only a release ends, with nothing configured that would release them
 * @param latest when the last of the others is gone
 */
public record Bound(Money most, List<MachineName> unbounded, Instant latest) {
    private static final Duration SLOW_BOOT = Duration.ofMinutes(10);
    private static final int HOURS_A_DAY = 24;

    /** The bound of all that is bought or ordered, with the reap that is configured. */
    public static Bound of(World world) {
        return of(world, world.fleet().safety(), seat -> true);
    }

    /** The bound of one pool's machines, with the reap that is configured. */
    public static Bound of(World world, String pool) {
        return of(world, world.fleet().safety(), seat -> seat.pool().equals(pool));
    }

    /** The bound of all that is bought or ordered, if nobody runs {@code reap} any more either. */
    public static Bound withoutReap(World world) {
        return of(world, world.fleet().safety().withoutReap(), seat -> true);
    }

    /** The bound of one pool's machines, if nobody runs {@code reap} any more either. */
    public static Bound withoutReap(World world, String pool) {
        return of(
                world, world.fleet().safety().withoutReap(), seat -> seat.pool().equals(pool));
    }

    private static Bound of(World world, Safety safety, Predicate<Seat> which) {
        Money most = Money.ZERO;
        Instant latest = world.now();
        List<MachineName> unbounded = new ArrayList<>();
        Expectation expected = new Expectation(world);
        for (Seat seat : world.seats().values()) {
            if (which.test(seat)) {
                Optional<Instant> end = end(world, safety, expected, seat);
                if (end.isPresent()) {
                    most = most.plus(cost(world, seat, end.get()));
                    latest = later(latest, end.get());
                } else {
                    unbounded.add(seat.name());
                }
            }
        }
        return new Bound(most, List.copyOf(unbounded), latest);
    }

    public boolean isBounded() {
        return unbounded.isEmpty();
    }

    /**
     * What a machine costs from now on at most if it is gone then. Of an order, nothing need have been paid yet. When
     * another was born is known to some seconds only, and with it when its next increment begins: it counts as born early
     * where the bill ends, and as born late where it stands now.
     */
    static Money cost(World world, Seat seat, Instant gone) {
        Price price = seat.price();
        Instant now = world.now();
        Money inAll = price.cost(seat.born(), later(now, gone));
        return seat instanceof Seat.Intended
                ? inAll
                : inAll.minus(price.cost(earlier(now, latestBirth(world, seat)), now));
    }

    /** A list tells the age of a machine; how long its answer took is not known. */
    private static Instant latestBirth(World world, Seat seat) {
        Duration deadline = world.fleet().account(seat.account()).deadline();
        return switch (seat) {
            case Seat.Intended intended -> intended.purchase().sendBefore().plus(deadline);
            case Seat.Bought bought -> bought.answered();
            case Seat.Listed listed -> listed.born().plus(deadline);
            case Seat.Leaving leaving -> leaving.born().plus(deadline);
        };
    }

    /**
     * What the configured limits let be spent at most from any instant on at which the daemon dies, whatever was bought
     * before: the limit an hour for as long as its machines can live on, and an increment of an hour; or the limit of the
     * worst case, if that is less. Takes boots to need ten minutes at most, each round of them where a cloud brings up
     * only so many at once. Empty if nothing limits it.
     */
    public static Optional<Money> ofLimits(Fleet fleet) {
        Limits limits = fleet.limits();
        boolean isBounded = fleet.accounts().values().stream()
                .allMatch(account -> isBounded(account.capabilities(), fleet.safety()));
        if (!isBounded || limits.perHour().isEmpty()) {
            return Optional.empty();
        }
        Duration longest = fleet.accounts().values().stream()
                .flatMap(account -> livesOn(account, limits, fleet.safety()).stream())
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
        Money byHour = limits.perHour().get().forTime(longest.plusHours(1));
        return Optional.of(limits.worstCase().map(byHour::min).orElse(byHour));
    }

    /**
     * The most that any 24 hours can cost while the daemon runs, whatever goes wrong in it: the limit an hour all the
     * time, and for each machine that may have been there at their begin or been bought since, the round-up of its last
     * increment or its minimum charge. Empty where no limit an hour is set, nothing limits purchases, or what an account sells is not known. It holds for one
     * start: each further start forgets the purchases of machines that are gone, and may make as many again.
     */
    public static Optional<Money> ofDay(World world) {
        Fleet fleet = world.fleet();
        Limits limits = fleet.limits();
        boolean arePricesKnown = fleet.accounts().keySet().stream()
                .allMatch(
                        account -> Optional.ofNullable(world.seen().offerings().get(account))
                                .flatMap(Observed::value)
                                .isPresent());
        if (limits.perHour().isEmpty() || !fleet.tolerance().limitsPurchases() || !arePricesKnown) {
            return Optional.empty();
        }
        Money roundUp = Stream.concat(
                        world.sold().values().stream().map(Price::of),
                        world.seats().values().stream().map(Seat::price))
                .map(Bound::roundUp)
                .reduce(Money.ZERO, Money::max);
        long machines = (long) fleet.tolerance().purchases() * (HOURS_A_DAY + 1) + limits.machines();
        return Optional.of(limits.perHour().get().times(HOURS_A_DAY).plus(roundUp.times(machines)));
    }

    /** By how much a machine can cost more than its price for the time that it lived. */
    private static Money roundUp(Price price) {
        Duration least = price.terms().increment().compareTo(price.terms().minimum()) > 0
                ? price.terms().increment()
                : price.terms().minimum();
        return price.perHour().forTime(price.terms().billed(least));
    }

    private static Optional<Duration> livesOn(Account account, Limits limits, Safety safety) {
        int machines = Math.min(account.limit(), limits.machines());
        int roundsBefore = Math.ceilDiv(machines, account.capabilities().parallelBoots()) - 1;
        Instant start = Instant.EPOCH
                .plus(account.deadline().multipliedBy(2))
                .plus(SLOW_BOOT.plus(account.deadline()).multipliedBy(roundsBefore))
                .plus(SLOW_BOOT);
        return end(account.capabilities(), safety, start, start.plus(safety.lease()))
                .map(end -> Duration.between(Instant.EPOCH, end));
    }

    /** When each machine is gone at the latest if the daemon dies now; of those whose bill only a release ends, nothing. */
    public static SortedMap<MachineName, Instant> ends(World world) {
        Expectation expected = new Expectation(world);
        SortedMap<MachineName, Instant> ends = new TreeMap<>();
        for (Seat seat : world.seats().values()) {
            end(world, expected, seat).ifPresent(end -> ends.put(seat.name(), end));
        }
        return Collections.unmodifiableSortedMap(ends);
    }

    /** Machines whose bill only a release ends, with nothing configured that would release them. */
    static List<MachineName> unbounded(World world) {
        Fleet fleet = world.fleet();
        SortedSet<String> accounts = new TreeSet<>();
        for (Account account : fleet.accounts().values()) {
            if (!endsItself(account.capabilities())
                    && fleet.safety().reapEvery().isEmpty()) {
                accounts.add(account.name());
            }
        }
        return accounts.isEmpty()
                ? List.of()
                : world.seats().values().stream()
                        .filter(seat -> accounts.contains(seat.account()))
                        .map(Seat::name)
                        .toList();
    }

    /** When a machine is gone at the latest if the daemon dies now; empty if only a release ends its bill. */
    public static Optional<Instant> end(World world, Seat seat) {
        return end(world, new Expectation(world), seat);
    }

    static Optional<Instant> end(World world, Expectation expected, Seat seat) {
        return end(world, world.fleet().safety(), expected, seat);
    }

    private static Optional<Instant> end(World world, Safety safety, Expectation expected, Seat seat) {
        Account account = world.fleet().account(seat.account());
        Instant scriptRuns = scriptRuns(world, expected, seat);
        Instant lastMark = later(scriptRuns, seat.lastMark());
        return end(account.capabilities(), safety, scriptRuns, lastMark.plus(seat.longestLease()));
    }

    /** At the latest. */
    private static Instant scriptRuns(World world, Expectation expected, Seat seat) {
        Instant byPatience = expected.scriptRunsBy(seat, latestBirth(world, seat));
        return isProved(seat) ? earlier(world.now(), byPatience) : byPatience;
    }

    /** A machine that has been seen at work has a watchdog that counts; when that began is not known. */
    private static boolean isProved(Seat seat) {
        return seat instanceof Seat.Listed listed
                && switch (listed.work()) {
                    case Work.Idle idle -> true;
                    case Work.Busy busy -> true;
                    case Work.Unproven unproven -> false;
                    case Work.Draining draining -> false;
                };
    }

    /** What a machine costs at most that is bought now and abandoned at once; empty if only a release ends its bill. */
    public static Optional<Money> ofPurchase(World world, Offering offering) {
        return ofPurchase(world, new Expectation(world), offering);
    }

    static Optional<Money> ofPurchase(World world, Expectation expected, Offering offering) {
        Account account = world.fleet().account(offering.id().account());
        Instant born = world.now().plus(account.deadline()).plus(account.deadline());
        Instant scriptRuns = born.plus(expected.longestBootOfNext(offering));
        Safety safety = world.fleet().safety();
        return end(account.capabilities(), safety, scriptRuns, scriptRuns.plus(safety.lease()))
                .map(end -> Price.of(offering).cost(world.now(), end));
    }

    /** What a machine costs from now on at most if its mark is moved now and the daemon dies at once. */
    public static Optional<Money> ofRenewal(World world, Seat.Listed seat) {
        return ofRenewal(
                world, new Expectation(world), seat, world.fleet().safety().lease());
    }

    static Optional<Money> ofRenewal(World world, Expectation expected, Seat.Listed seat, Duration ttl) {
        Account account = world.fleet().account(seat.account());
        Safety safety = world.fleet().safety();
        Instant scriptRuns = scriptRuns(world, expected, seat);
        Instant marked = later(scriptRuns, world.now().plus(account.deadline()).plus(account.deadline()));
        Duration longest = longer(seat.longestLease(), ttl);
        return end(account.capabilities(), safety, scriptRuns, marked.plus(longest))
                .map(end -> cost(world, seat, end));
    }

    private static Optional<Instant> end(Capabilities cloud, Safety safety, Instant startsBy, Instant leaseEnds) {
        WatchdogTimes watchdog = WatchdogTimes.USUAL;
        Duration ending = watchdog.poll().plus(safety.grace()).plus(watchdog.shutdown());
        Instant byLife = startsBy.plus(safety.maxLife()).plus(ending);
        Instant off = switch (cloud.leases()) {
            case LIVE ->
                earlier(
                        byLife,
                        leaseEnds
                                .plus(cloud.markReaches())
                                .plus(watchdog.poll())
                                .plus(ending));
            case AT_BIRTH -> byLife;
            case NONE -> byLife; // of which only reap knows
        };
        Duration removal = cloud.removedWithin();
        return endsItself(cloud)
                ? Optional.of(off.plus(removal))
                : safety.reapEvery()
                        .map(every ->
                                off.plus(reapWaits(cloud, safety)).plus(every).plus(removal));
    }

    private static boolean endsItself(Capabilities cloud) {
        return cloud.end() != End.ONLY_RELEASE && cloud.leases() != LeaseChannel.NONE;
    }

    /** What has powered off is released by the next reap; what does not end by itself, only after its margin. */
    private static Duration reapWaits(Capabilities cloud, Safety safety) {
        return cloud.leases() == LeaseChannel.NONE ? safety.reapMargin() : Duration.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether a machine of this cloud ends its bill without anybody's help, or with that of a configured reap. */
    public static boolean isBounded(Capabilities cloud, Safety safety) {
        return cloud.leases() != LeaseChannel.NONE
                && (safety.reapEvery().isPresent() || cloud.end() != End.ONLY_RELEASE);
    }
}
