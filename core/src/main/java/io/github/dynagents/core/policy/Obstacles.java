package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Withheld;
import io.github.dynagents.core.world.World;
import java.util.Optional;
import java.util.SortedSet;

/** Why an offering that a pool could use may not be bought now. */
final class Obstacles {
    private Obstacles() {}

    /** The first that stands in its way, in words. */
    static Optional<String> to(Offering offering, World world, SortedSet<OfferingId> blamed, Pool pool, Room room) {
        String account = offering.id().account();
        return Optional.ofNullable(world.trust().notBuying().get(account))
                .map(why -> "account " + account + ": " + why)
                .or(() -> world.breakers().stopping(pool, account).map(Breaker::sentence))
                .or(() -> world.withheld(offering.id()).map(Obstacles::say))
                .or(() -> blamed.contains(offering.id())
                        ? Optional.of(offering.id() + " has just been found broken")
                        : room.full(pool, offering));
    }

    private static String say(Withheld withheld) {
        return withheld.offering() + " is withheld until " + Say.it(withheld.until()) + ": " + withheld.reason();
    }

    /** Tells whoever asks of all that the pool could use and may not buy, once its purchases of this tick are made. */
    static void tell(Draft draft, Pool pool, Room room) {
        if (!draft.isExplained()) {
            return;
        }
        SortedSet<OfferingId> blamed = draft.blamed();
        for (Offering offering : draft.expected().sold().values()) {
            if (pool.mayBuy(offering)) {
                to(offering, draft.world(), blamed, pool, room)
                        .ifPresent(why -> draft.consider(
                                () -> Considered.rejected(pool.name(), "buy " + offering.id(), Reason.of(why))));
            }
        }
    }
}
