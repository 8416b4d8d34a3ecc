package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the configured limits and the breakers that are open, whatever the policy says. A renewal is a purchase of time
 * and passes too; it reserves its worst case. What saves money is never refused.
 */
public final class LimitGuard implements Guard {
    @Override
    public Cut allow(World world, Plan plan) {
        return new Check(world).of(plan);
    }

    /** One plan's check: what is let through first leaves less for what comes after. */
    private static final class Check {
        private final World world;
        private final Room room;
        private final Expectation expected;
        private final List<Decision> kept = new ArrayList<>();
        private final List<Cut.Refused> refused = new ArrayList<>();

        Check(World world) {
            this.world = world;
            this.expected = new Expectation(world);
            this.room = Room.of(world, expected);
        }

        Cut of(Plan plan) {
            for (Decision decision : plan.decisions()) {
                Optional<String> why = switch (decision) {
                    case Decision.Buy buy -> buy(buy);
                    case Decision.Renew renew -> renew(renew);
                    case Decision.Undrain undrain -> tooLong(undrain.lease()).or(() -> stopped(undrain.name()));
                    case Decision.Settle d -> Optional.empty();
                    case Decision.StartAgent d -> Optional.empty();
                    case Decision.Cordon d -> Optional.empty();
                    case Decision.Drain drain -> tooLong(drain.lease());
                    case Decision.Release d -> Optional.empty();
                    case Decision.Revoke d -> Optional.empty();
                    case Decision.Restart d -> Optional.empty();
                    case Decision.Tell d -> Optional.empty();
                };
                why.ifPresentOrElse(reason -> refused.add(new Cut.Refused(decision, reason)), () -> kept.add(decision));
            }
            return new Cut(kept, refused);
        }

        private Optional<String> buy(Decision.Buy buy) {
            Optional<Pool> pool = world.fleet().pool(buy.pool());
            Offering offering = expected.sold().get(buy.offering());
            if (pool.isEmpty() || offering == null) {
                return Optional.of("pool " + buy.pool() + " or offering " + buy.offering() + " is not there");
            }
            Optional<String> why = Optional.ofNullable(
                            world.trust().notBuying().get(buy.offering().account()))
                    .or(() -> world.breakers()
                            .stopping(pool.get(), buy.offering().account())
                            .map(Breaker::sentence))
                    .or(() -> room.full(pool.get(), offering));
            if (why.isEmpty()) {
                room.take(pool.get(), offering);
            }
            return why;
        }

        /** Why no more may be spent on a machine that has no work. */
        private Optional<String> stopped(MachineName name) {
            return Optional.ofNullable(world.seats().get(name))
                    .flatMap(seat -> world.fleet()
                            .pool(seat.pool())
                            .flatMap(pool -> world.breakers().stopping(pool, seat.account())))
                    .map(Breaker::sentence);
        }

        /** What is reserved for a mark is reserved for the configured lease. */
        private Optional<String> tooLong(Lease lease) {
            Duration most = world.fleet().safety().lease();
            return lease.ttl().compareTo(most) > 0
                    ? Optional.of("a lease of " + lease.ttl() + " is longer than the configured " + most)
                    : Optional.empty();
        }

        private Optional<String> renew(Decision.Renew renew) {
            if (!(world.seats().get(renew.name()) instanceof Seat.Listed seat)) {
                return Optional.empty(); // and nothing will be marked
            }
            Optional<String> tooLong = tooLong(renew.lease());
            if (tooLong.isPresent()) {
                return tooLong;
            }
            if (seat.work().jobs().isEmpty() && stopped(seat.name()).isPresent()) {
                return stopped(seat.name());
            }
            if (world.fleet().limits().worstCase().isEmpty()) {
                return Optional.empty();
            }
            Money before = Bound.end(world, expected, seat)
                    .map(end -> Bound.cost(world, seat, end))
                    .orElse(Money.ZERO);
            Optional<Money> more = Bound.ofRenewal(
                            world, expected, seat, renew.lease().ttl())
                    .map(most -> most.minus(before).max(Money.ZERO));
            Optional<String> why = room.over(more);
            if (why.isEmpty()) {
                room.reserve(more.orElse(Money.ZERO));
            }
            return why;
        }
    }
}
