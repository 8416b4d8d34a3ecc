package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.Invoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was told before a death, and what was billed afterwards.
 *
 * @param cloud the kind of all accounts, if it is one
 * @param exceeded in words, each way in which the truth was worse
 */
record DeathResult(long seed, Optional<Mortal> cloud, Money bound, Money billed, List<String> exceeded) {
    /** Of the bound; empty where nothing was at stake. */
    Optional<Double> ratio() {
        return bound.isMoreThan(Money.ZERO) ? Optional.of(billed.inDollars() / bound.inDollars()) : Optional.empty();
    }

    /** @param before what had been billed when the world was as it was, by pool */
    record Told(Death death, Instant at, Bound all, SortedMap<String, Bound> byPool, SortedMap<String, Money> before) {
        static Told of(Death death, World world, Collection<FakeCloud> clouds) {
            SortedMap<String, Bound> byPool = new TreeMap<>();
            death.pools().forEach(pool -> byPool.put(pool.name(), Bound.of(world, pool.name())));
            return new Told(death, world.now(), Bound.of(world), byPool, billed(clouds, world.now()));
        }

        DeathResult against(long seed, Instant end, Collection<FakeCloud> clouds) {
            List<String> exceeded = new ArrayList<>();
            if (!all.isBounded()) {
                exceeded.add("unbounded: " + all.unbounded());
            }
            Money billed = Money.ZERO;
            SortedMap<String, Money> after = billed(clouds, end);
            for (Map.Entry<String, Bound> entry : byPool.entrySet()) {
                String pool = entry.getKey();
                Bound bound = entry.getValue();
                Money of = after.getOrDefault(pool, Money.ZERO).minus(before.getOrDefault(pool, Money.ZERO));
                billed = billed.plus(of);
                if (of.isMoreThan(bound.most())) {
                    exceeded.add("pool " + pool + " cost " + of + ", bound " + bound);
                }
            }
            if (billed.isMoreThan(all.most())) {
                exceeded.add("it cost " + billed + ", bound " + all);
            }
            for (FakeCloud cloud : clouds) {
                for (Invoice.Item item : cloud.invoice().items()) {
                    Instant latest =
                            Objects.requireNonNull(byPool.get(item.pool())).latest();
                    if (item.ended()
                            .filter(ended -> !ended.isAfter(at) || !ended.isAfter(latest))
                            .isEmpty()) {
                        exceeded.add(item + " outlived " + latest);
                    }
                }
            }
            List<Mortal> kinds = death.accounts().stream()
                    .map(Death.Account::cloud)
                    .distinct()
                    .toList();
            return new DeathResult(
                    seed,
                    kinds.size() == 1 ? Optional.of(kinds.getFirst()) : Optional.empty(),
                    all.most(),
                    billed,
                    List.copyOf(exceeded));
        }

        private static SortedMap<String, Money> billed(Collection<FakeCloud> clouds, Instant upTo) {
            SortedMap<String, Money> byPool = new TreeMap<>();
            for (FakeCloud cloud : clouds) {
                cloud.invoice().items().forEach(item -> byPool.merge(item.pool(), item.amount(upTo), Money::plus));
            }
            return byPool;
        }
    }
}
