package io.github.dynagents.core.world;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    private final Breakers before;
    private final Fleet fleet;
    private final Observation seen;
    private final Instant now;
    private final SortedMap<MachineName, Instant> bought;
    private final SortedMap<MachineName, Breakers.Unexpected> unexpected;
    private final SortedMap<MachineName, Instant> left;
    private final SortedMap<String, Breakers.Boots> boots;
    private final SortedSet<String> brokenNow = new TreeSet<>();
    private final List<Breaker> open = new ArrayList<>();

    Tripping(World world, Observation seen) {
        this.before = world.breakers();
        this.fleet = world.fleet();
        this.seen = seen;
        this.now = seen.now();
        this.bought = new TreeMap<>(before.bought());
        this.unexpected = new TreeMap<>(before.unexpected());
        this.left = new TreeMap<>(before.left());
        this.boots = new TreeMap<>(before.boots());
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
                        Breakers.Boots soFar = boots.getOrDefault(pool, Breakers.Boots.NONE);
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
        boolean isOurs = bought.containsKey(seat.name()) || left.containsKey(seat.name());
        if (!isExpected && !isOurs) {
            unexpected.put(seat.name(), new Breakers.Unexpected(seat.account(), now));
        }
        bought.putIfAbsent(seat.name(), seat.born());
    }

    Breakers result(Seats seats, SortedMap<String, Instant> firstLists, Learned learned) {
        seats.gone().forEach(name -> left.put(name, now));
        bought.values().removeIf(this::isOver);
        left.values().removeIf(this::isOver);
        unexpected.values().removeIf(one -> isOver(one.at()));
        seen.paused().ifPresent(why -> open(Breaker.Kind.PAUSED, new Breaker.Reach.Everything(), why));
        purchases();
        contradictions();
        brokenBoots();
        spending(seats.result(), firstLists, learned);
        clocks();
        ages();
        return new Breakers(
                List.copyOf(open),
                Collections.unmodifiableSortedMap(bought),
                Collections.unmodifiableSortedMap(unexpected),
                Collections.unmodifiableSortedMap(left),
                Collections.unmodifiableSortedMap(boots));
    }

    private boolean isOver(Instant at) {
        return !at.plus(HOUR).isAfter(now);
    }

    private void open(Breaker.Kind kind, Breaker.Reach reach, String why) {
        open(kind, reach, Optional.empty(), why);
    }

    /** One that stays open keeps the words that it opened with: to be told once. */
    private void open(Breaker.Kind kind, Breaker.Reach reach, Optional<Instant> until, String why) {
        Breaker fresh = new Breaker(kind, reach, now, until, why);
        open.add(wasOpen(fresh)
                .map(old -> new Breaker(kind, reach, old.since(), until, kind == Breaker.Kind.PAUSED ? why : old.why()))
                .orElse(fresh));
    }

    private Optional<Breaker> wasOpen(Breaker like) {
        return before.open().stream().filter(like::isLike).findFirst();
    }

    private void purchases() {
        int most = fleet.tolerance().purchases();
        if (bought.size() >= most) {
            Optional<Instant> until = bought.values().stream()
                    .sorted()
                    .skip(bought.size() - most)
                    .findFirst()
                    .map(at -> at.plus(HOUR));
            open(
                    Breaker.Kind.PURCHASES,
                    new Breaker.Reach.Everything(),
                    until,
                    bought.size() + " machines were bought within an hour, and " + most + " are allowed");
        }
    }

    private void contradictions() {
        int most = fleet.tolerance().unexpected();
        SortedMap<String, List<Instant>> byAccount = new TreeMap<>();
        unexpected
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
        boots.forEach((pool, lately) -> {
            if (lately.isOpen(now, most)) {
                open(
                        Breaker.Kind.BROKEN_BOOTS,
                        new Breaker.Reach.OfPool(pool),
                        Optional.of(lately.until()),
                        lately.broken() + " machines in a row did not get to work");
            }
        });
    }

    /** What work has explained since the oldest machine can have been born; what was adopted is none of our purchases. */
    private void spending(SortedMap<MachineName, Seat> seats, SortedMap<String, Instant> firstLists, Learned learned) {
        SortedMap<String, List<Money>> byPool = new TreeMap<>();
        seats.values().stream()
                .filter(seat ->
                        isKept(seat) && seat.born().isAfter(firstLists.getOrDefault(seat.account(), Instant.MAX)))
                .forEach(seat -> byPool.computeIfAbsent(seat.pool(), pool -> new ArrayList<>())
                        .add(seat.price().perHour()));
        for (Pool pool : fleet.pools()) {
            List<Money> prices = byPool.getOrDefault(pool.name(), List.of());
            Money rate = prices.stream().reduce(Money.ZERO, Money::plus);
            int needed = learned.rhythm(pool.name())
                    .mostNeededSince(now.minus(fleet.safety().maxLife()));
            Money explained = prices.stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(needed + 1L)
                    .reduce(Money.ZERO, Money::plus);
            boolean isFar = rate.micros() > fleet.tolerance().spending() * explained.micros();
            Breaker.Reach reach = new Breaker.Reach.OfPool(pool.name());
            String why = prices.size() + " machines cost " + rate + " an hour, and work has needed " + needed
                    + " at most lately";
            boolean wasJustNow = wasOpen(new Breaker(Breaker.Kind.SPENDING, reach, now, Optional.empty(), why))
                    .filter(old -> now.isBefore(old.since().plus(SHORTEST)))
                    .isPresent();
            if (isFar || wasJustNow) {
                open(Breaker.Kind.SPENDING, reach, why);
            }
        }
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
