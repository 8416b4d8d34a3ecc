package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Which offering to buy next: the cheapest of all that may be bought, for the jobs that wait. Spot is an offering like
 * others, cheaper and more often interrupted: where it is withheld, full, or taken back too often, on-demand is the best.
 */
final class Choice {
    private static final double RARELY_PER_HOUR = 0.001;

    private final World world;
    private final SortedSet<OfferingId> blamed;
    private final Pool pool;
    private final Room room;
    private final Expectation expected;
    private final Load load;
    private final Risk risk;
    private final ToDoubleFunction<Offering> rest;
    private List<Ranked> ranked;

    /**
     * Ranks what the pool may buy.
     *
     * @param rest what a dollar's worth of an offering's paid and unused time is worth to later jobs; beyond 1 it counts as 1
     */
    Choice(
            Draft draft,
            Pool pool,
            Room room,
            Expectation expected,
            List<Job> waiting,
            ToDoubleFunction<Offering> rest) {
        this.world = draft.world();
        this.blamed = draft.blamed();
        this.pool = pool;
        this.room = room;
        this.expected = expected;
        this.load = Load.of(world, pool, expected, waiting);
        this.risk = draft.risk();
        this.rest = rest;
        this.ranked =
                inOrder(expected.sold().values().stream().filter(pool::mayBuy).map(this::rank));
    }

    /** Of two that cost the same, the one with the lower price, then the faster boot. */
    private static List<Ranked> inOrder(Stream<Ranked> offerings) {
        return offerings
                .sorted(Comparator.<Ranked>comparingDouble(one -> one.cost().total())
                        .thenComparing(one -> one.offering().perHour())
                        .thenComparing(Ranked::boot)
                        .thenComparing(one -> one.offering().id()))
                .toList();
    }

    /** What an offering costs is reckoned once in each ranking. */
    private record Ranked(Offering offering, Duration boot, double interruptedPerHour, Cost cost) {}

    private Ranked rank(Offering offering) {
        Duration boot = expected.bootOfNext(offering);
        double interrupted = risk.perHour(offering);
        Cost cost = Cost.of(offering, load, boot, pool.worth(), interrupted, rest.applyAsDouble(offering));
        return new Ranked(offering, boot, interrupted, cost);
    }

    /** One is bought. Where the next has to wait for it, another account may be better now. */
    void bought(Offering offering) {
        String account = offering.id().account();
        if (world.fleet().account(account).bootsOneAfterAnother()) {
            ranked = inOrder(ranked.stream()
                    .map(one -> one.offering().id().account().equals(account) ? rank(one.offering()) : one));
        }
    }

    /** The best that may be bought now. */
    Optional<Offering> next() {
        for (Ranked one : ranked) {
            if (whyNot(one.offering()).isEmpty()) {
                return Optional.of(one.offering());
            }
        }
        return Optional.empty();
    }

    /**
     * Why it is the one, in a line: its price, boot and interruptions, and how much dearer the next best is for one load of
     * jobs, or why a better one is not bought.
     *
     * @throws IllegalArgumentException if it is none of those that the pool may buy
     */
    Reason because(Offering offering) {
        int rank = ranked.stream().map(Ranked::offering).toList().indexOf(offering);
        if (rank < 0) {
            throw new IllegalArgumentException("pool " + pool.name() + " may not buy " + offering.id());
        }
        Ranked chosen = ranked.get(rank);
        String better = ranked.subList(0, rank).stream()
                .flatMap(one -> whyNot(one.offering()).stream()
                        .map(why -> "; not " + Say.offering(one.offering()) + ", "
                                + chosen.cost().beyond(one.cost()) + " cheaper: " + why))
                .findFirst()
                .orElse("");
        String next = ranked.subList(rank + 1, ranked.size()).stream()
                .filter(one -> whyNot(one.offering()).isEmpty())
                .map(one -> "; next best " + Say.offering(one.offering()) + ": "
                        + one.cost().beyond(chosen.cost()) + " dearer")
                .findFirst()
                .orElse("");
        return Reason.of(Say.offering(offering) + ": " + offering.perHour() + " an hour, boots in "
                + Say.it(chosen.boot()) + interruptions(chosen) + better + next);
    }

    /** Worth a word only where they are to be reckoned with. */
    private static String interruptions(Ranked one) {
        return one.interruptedPerHour() < RARELY_PER_HOUR ? "" : ", " + Say.interrupted(one.interruptedPerHour());
    }

    /** All that the pool may buy, the best first, with what each costs and why it is not bought, if it may not be. */
    List<Weighed> weighed() {
        return ranked.stream()
                .map(one -> new Weighed(
                        one.offering().id(),
                        Money.dollars(one.cost().paid()),
                        Money.dollars(one.cost().waiting()),
                        Money.dollars(one.cost().interruptions()),
                        one.interruptedPerHour(),
                        whyNot(one.offering())))
                .toList();
    }

    /** All that may be bought but for the best. */
    List<Weighed> dearer() {
        return weighed().stream().filter(one -> one.whyNot().isEmpty()).skip(1).toList();
    }

    private Optional<String> whyNot(Offering offering) {
        return Obstacles.to(offering, world, blamed, pool, room);
    }

    /** Why nothing may be bought, in words; every reason once. */
    String whyNothing() {
        if (ranked.isEmpty()) {
            String unlisted = world.fleet().accounts().keySet().stream()
                    .filter(account -> pool.buys().stream()
                            .anyMatch(supply -> supply.account().equals(account)))
                    .flatMap(account -> Optional.ofNullable(
                                    world.seen().offerings().get(account))
                            .stream()
                            .filter(observed -> !observed.isKnown())
                            .map(observed -> "; account " + account + ": " + observed.why()))
                    .reduce("", String::concat);
            return "nothing is sold for " + pool.platform() + unlisted;
        }
        TreeSet<String> reasons = new TreeSet<>();
        ranked.forEach(one -> whyNot(one.offering()).ifPresent(reasons::add));
        return String.join("; ", reasons);
    }
}
