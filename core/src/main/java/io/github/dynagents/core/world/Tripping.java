package io.github.dynagents.core.world;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Opens and closes the breakers, on the way from one belief to the next. */
final class Tripping {
    private static final Duration HOUR = Duration.ofHours(1);

    /** So that a policy gone wrong does not buy again the moment that its surplus has ended. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    /** Machines are bought ahead of what comes every week. */
    private static final Duration EVERY_WEEK = Duration.ofDays(8);

    private final Breakers before;
    private final Fleet fleet;
    private final Observation seen;
    private final Instant now;
    private final Instant anHourAgo;
    private final Changing<MachineName, Instant> bought;
    private final Changing<MachineName, Breakers.Unexpected> unexpected;
    private final Changing<MachineName, Instant> left;
    private final Changing<String, Breakers.Boots> boots;
    private final SortedSet<String> brokenNow = new TreeSet<>();
    private final List<Breaker> open = new ArrayList<>();

    Tripping(World world, Observation seen) {
        this.before = world.breakers();
        this.fleet = world.fleet();
        this.seen = seen;
        this.now = seen.now();
        this.anHourAgo = now.minus(HOUR);
        this.bought = new Changing<>(before.bought());
        this.unexpected = new Changing<>(before.unexpected());
        this.left = new Changing<>(before.left());
        this.boots = new Changing<>(before.boots());
    }

    void learn(Outcome outcome, Seats seats) {
        if (outcome instanceof Outcome.BuySent sent) {
            bought.put(sent.purchase().name(), sent.at());
        } else if (outcome instanceof Outcome.Absent absent && !seats.has(absent.name())) {
            bought.remove(absent.name());
        } else if (outcome instanceof Outcome.NotBought failed
                && failed.problem().effect() == Failure.Effect.NONE
                && !seats.has(failed.name())) {
            bought.remove(failed.name());
        } else if (outcome instanceof Outcome.DrainSent drain && drain.blamed().isPresent()) {
            seats.poolOf(drain.name())
                    .filter(pool -> isFirstOfItsKind(pool, seats.offeringOf(drain.name())))
                    .ifPresent(pool -> {
                        Breakers.Boots soFar = boots.soFar().getOrDefault(pool, Breakers.Boots.NONE);
                        boots.put(
                                pool,
                                soFar.plusBroken(drain.at(), fleet.tolerance().brokenBoots()));
                    });
        }
    }

    /** Several failures of one offering in one step count once, as for its being withheld: they have one cause. */
    private boolean isFirstOfItsKind(String pool, Optional<OfferingId> offering) {
        return brokenNow.add(pool + " " + offering);
    }

    /** A machine of the pool takes jobs. */
    void proved(String pool) {
        boots.remove(pool);
    }

    /** A machine of an earlier start, or of nobody knows whom. */
    void adopted(Seat.Listed seat, boolean isExpected) {
        boolean isOurs = bought.soFar().containsKey(seat.name()) || left.soFar().containsKey(seat.name());
        if (!isExpected && !isOurs) {
            unexpected.put(seat.name(), new Breakers.Unexpected(seat.account(), now));
        }
        bought.putIfAbsent(seat.name(), seat.born());
    }

    Breakers result(Seats seats, SortedMap<String, Instant> firstLists, Learned learned) {
        seats.gone().forEach(name -> left.put(name, now));
        bought.removeIf(this::isOver);
        left.removeIf(this::isOver);
        unexpected.removeIf(one -> isOver(one.at()));
        seen.paused().ifPresent(why -> open(Breaker.Kind.PAUSED, new Breaker.Reach.Everything(), why));
        purchases();
        contradictions();
        brokenBoots();
        spending(seats.result(), firstLists, learned);
        clocks();
        ages();
        return new Breakers(List.copyOf(open), bought.result(), unexpected.result(), left.result(), boots.result());
    }

    private boolean isOver(Instant at) {
        return !at.isAfter(anHourAgo);
    }

    private void open(Breaker.Kind kind, Breaker.Reach reach, String why) {
        open(kind, reach, Optional.empty(), why);
    }

    /** One that stays open keeps the words that it opened with: to be told once. */
    private void open(Breaker.Kind kind, Breaker.Reach reach, Optional<Instant> until, String why) {
        Breaker fresh = new Breaker(kind, reach, now, until, why);
        open.add(wasOpen(kind, reach)
                .map(old -> new Breaker(kind, reach, old.since(), until, kind == Breaker.Kind.PAUSED ? why : old.why()))
                .orElse(fresh));
    }

    private Optional<Breaker> wasOpen(Breaker.Kind kind, Breaker.Reach reach) {
        for (Breaker breaker : before.open()) {
            if (breaker.kind() == kind && breaker.reach().equals(reach)) {
                return Optional.of(breaker);
            }
        }
        return Optional.empty();
    }

    private void purchases() {
        int most = fleet.tolerance().purchases();
        int lately = bought.soFar().size();
        if (lately >= most) {
            Optional<Instant> until = bought.soFar().values().stream()
                    .sorted()
                    .skip(lately - most)
                    .findFirst()
                    .map(at -> at.plus(HOUR));
            open(
                    Breaker.Kind.PURCHASES,
                    new Breaker.Reach.Everything(),
                    until,
                    lately + " machines were bought within an hour, and " + most + " are allowed");
        }
    }

    private void contradictions() {
        int most = fleet.tolerance().unexpected();
        SortedMap<String, List<Instant>> byAccount = new TreeMap<>();
        unexpected
                .soFar()
                .values()
                .forEach(one -> byAccount
                        .computeIfAbsent(one.account(), account -> new ArrayList<>())
                        .add(one.at()));
        byAccount.forEach((account, times) -> {
            if (times.size() >= most) {
                open(
                        Breaker.Kind.CONTRADICTION,
                        new Breaker.Reach.AtAccount(account),
                        times.stream()
                                .sorted()
                                .skip(times.size() - most)
                                .findFirst()
                                .map(at -> at.plus(HOUR)),
                        times.size() + " machines turned up within an hour that this daemon did not buy");
            }
        });
    }

    private void brokenBoots() {
        int most = fleet.tolerance().brokenBoots();
        boots.soFar().forEach((pool, lately) -> {
            if (lately.isOpen(now, most)) {
                open(
                        Breaker.Kind.BROKEN_BOOTS,
                        new Breaker.Reach.OfPool(pool),
                        Optional.of(lately.until()),
                        lately.broken() + " machines in a row did not get to work");
            }
        });
    }

    private Duration explaining() {
        Duration life = fleet.safety().maxLife();
        return life.compareTo(EVERY_WEEK) > 0 ? life : EVERY_WEEK;
    }

    /** What work has explained lately, or may soon explain again; what was adopted is none of our purchases. */
    private void spending(SortedMap<MachineName, Seat> seats, SortedMap<String, Instant> firstLists, Learned learned) {
        Instant lately = now.minus(explaining());
        for (Pool pool : fleet.pools()) {
            int needed = Math.max(learned.rhythm(pool.name()).mostNeededSince(lately), pool.highestFloor());
            if (before.open().isEmpty() && seats.size() <= needed + 1L) {
                continue;
            }
            List<Money> prices = prices(pool, seats, firstLists);
            boolean isFar = prices.size() > needed + 1L
                    && sum(prices).micros()
                            > fleet.tolerance().spending()
                                    * dearest(prices, needed + 1).micros();
            Breaker.Reach reach = new Breaker.Reach.OfPool(pool.name());
            boolean wasJustNow = wasOpen(Breaker.Kind.SPENDING, reach)
                    .filter(old -> now.isBefore(old.since().plus(SHORTEST)))
                    .isPresent();
            if (isFar || wasJustNow) {
                open(
                        Breaker.Kind.SPENDING,
                        reach,
                        prices.size() + " machines cost " + sum(prices) + " an hour, and work has needed " + needed
                                + " at most lately");
            }
        }
    }

    private static List<Money> prices(
            Pool pool, SortedMap<MachineName, Seat> seats, SortedMap<String, Instant> firstLists) {
        List<Money> prices = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (seat.pool().equals(pool.name())
                    && isKept(seat)
                    && seat.born().isAfter(firstLists.getOrDefault(seat.account(), Instant.MAX))) {
                prices.add(seat.price().perHour());
            }
        }
        return prices;
    }

    /** The most that so many machines can cost of those that have these prices. */
    private static Money dearest(List<Money> prices, int most) {
        return sum(prices.stream().sorted(Comparator.reverseOrder()).limit(most).toList());
    }

    private static Money sum(List<Money> prices) {
        Money sum = Money.ZERO;
        for (Money price : prices) {
            sum = sum.plus(price);
        }
        return sum;
    }

    private static boolean isKept(Seat seat) {
        return switch (seat) {
            case Seat.Intended intended -> true;
            case Seat.Bought one -> true;
            case Seat.Listed listed -> !listed.work().isDraining();
            case Seat.Leaving leaving -> false;
        };
    }

    /** A list is as old as its question at least, and as its answer at most. */
    private void clocks() {
        Duration most = fleet.tolerance().clocks();
        for (Account account : fleet.accounts().values()) {
            if (seen.cloud(account.name()) instanceof Observed.Known<Listing> known) {
                Duration ahead = Duration.between(known.asked(), known.latest().asOf());
                Duration slack = ahead.isNegative() ? Duration.ZERO : account.deadline();
                clock(new Breaker.Reach.AtAccount(account.name()), ahead, most.plus(slack));
            }
        }
        seen.clocksAhead().forEach((server, ahead) -> clock(new Breaker.Reach.OfServer(server), ahead, most));
    }

    private void clock(Breaker.Reach reach, Duration ahead, Duration most) {
        if (ahead.abs().compareTo(most) > 0) {
            open(
                    Breaker.Kind.CLOCK,
                    reach,
                    "its clock is " + ahead.abs().toSeconds() + "s " + (ahead.isNegative() ? "behind" : "ahead of")
                            + " ours");
        }
    }

    private void ages() {
        Duration most = fleet.tolerance().age();
        seen.servers().forEach((name, observed) -> age(new Breaker.Reach.OfServer(name), observed, most));
        for (Account account : fleet.accounts().values()) {
            Duration seldom = account.capabilities().listEvery().multipliedBy(12);
            Duration allowed = most.compareTo(seldom) > 0 ? most : seldom;
            age(new Breaker.Reach.AtAccount(account.name()), seen.cloud(account.name()), allowed);
        }
    }

    /** What fails is unknown, and stops purchases anyway. */
    private void age(Breaker.Reach reach, Observed<?> observed, Duration most) {
        if (observed.isKnown()) {
            observed.at()
                    .filter(asked -> asked.plus(most).isBefore(now))
                    .ifPresent(
                            asked -> open(Breaker.Kind.OLD_NEWS, reach, "its newest answer was asked for at " + asked));
        }
    }
}
