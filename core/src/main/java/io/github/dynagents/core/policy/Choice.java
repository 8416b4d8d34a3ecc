package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Withheld;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which offering to buy next: the cheapest for the waiting jobs, their waiting counted, of all that may be bought. */
final class Choice {
    private final World world;
    private final SortedSet<OfferingId> blamed;
    private final Pool pool;
    private final Room room;
    private final Expectation expected;
    private final Duration usual;
    private List<Ranked> ranked;

    Choice(Draft draft, Pool pool, Room room, Expectation expected, List<Job> waiting) {
        this.world = draft.world();
        this.blamed = draft.blamed();
        this.pool = pool;
        this.room = room;
        this.expected = expected;
        this.usual = usual(waiting);
        this.ranked =
                inOrder(expected.sold().values().stream().filter(pool::mayBuy).map(this::rank));
    }

    private static List<Ranked> inOrder(Stream<Ranked> offerings) {
        return offerings
                .sorted(Comparator.comparingDouble(Ranked::cost)
                        .thenComparing(ranked -> ranked.offering().id()))
                .toList();
    }

    private Ranked rank(Offering offering) {
        return new Ranked(offering, cost(offering));
    }

    /** What an offering costs is reckoned once in each ranking. */
    private record Ranked(Offering offering, double cost) {}

    private Duration usual(List<Job> waiting) {
        return expected.duration(waiting.get(0));
    }

    /** Dollars for one load of jobs on a new machine: its time, and theirs while it boots. */
    private double cost(Offering offering) {
        double boot = expected.bootOfNext(offering).toMillis() / 1e3;
        double work = usual.toMillis() / 1e3 / offering.speed();
        BillingTerms terms = offering.terms();
        double paid =
                terms.billed(Duration.ofMillis((long) ((boot + work) * 1e3))).toMillis() / 1e3;
        double used = Keeping.isByTheMoment(terms) ? paid : boot + work;
        return offering.perHour().inDollars() * used / 3600
                + pool.worth().inDollars() * (boot + work) / 3600 * pool.slots();
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
        return ranked.stream()
                .map(Ranked::offering)
                .filter(offering -> whyNot(offering).isEmpty())
                .findFirst();
    }

    private Optional<String> whyNot(Offering offering) {
        String account = offering.id().account();
        return Optional.ofNullable(world.trust().notBuying().get(account))
                .map(why -> "account " + account + ": " + why)
                .or(() -> world.breakers().stopping(pool, account).map(Breaker::sentence))
                .or(() -> world.withheld(offering.id()).map(Choice::say))
                .or(() -> blamed.contains(offering.id())
                        ? Optional.of(offering.id() + " has just been found broken")
                        : room.full(pool, offering));
    }

    private static String say(Withheld withheld) {
        return withheld.offering() + " is withheld until " + Say.it(withheld.until()) + ": " + withheld.reason();
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
