package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Survival;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a machine of an offering is taken back, in an hour of its life: what own machines of it have seen, those that
 * live too, beside a few hours that stand for what is known of all spot and all on-demand machines.
 */
final class Risk {
    /**
     * Clouds report that 5 to 20% of spot machines are interrupted in a month (EC2, "Spot Instance advisor") or 5 to 15% in a
     * day (Google, "Preemptible VM instances"); a bad pool does so within hours. One in 50 hours is a cautious start that
     * ten hours of one's own experience outweigh.
     */
    private static final Prior SPOT = new Prior(0.2, 10);

    /**
     * Hardware seldom fails: one in 10,000 hours. It weighs more: that a machine is gone is more likely somebody's hand than
     * the offering's nature, so that one such machine counts as one in some 200 hours.
     */
    private static final Prior ON_DEMAND = new Prior(0.02, 200);

    private record Prior(double interrupted, double hours) {}

    private final World world;
    private final SortedMap<OfferingId, Duration> alive = new TreeMap<>();

    Risk(World world) {
        this.world = world;
        for (Seat seat : world.seats().values()) {
            Optional<OfferingId> offering = seat.offering();
            if (seat instanceof Seat.Listed listed
                    && offering.isPresent()
                    && listed.machine().interruptedAt().isEmpty()) {
                alive.merge(offering.get(), lived(listed), Duration::plus);
            }
        }
    }

    private Duration lived(Seat.Listed seat) {
        Duration lived = Duration.between(seat.born(), world.now());
        return lived.isNegative() ? Duration.ZERO : lived;
    }

    /** Interruptions in an hour of one machine. */
    double perHour(Offering offering) {
        Prior prior = switch (offering.capacity()) {
            case SPOT -> SPOT;
            case ON_DEMAND -> ON_DEMAND;
        };
        Survival seen = world.learned().survival(offering.id()).at(world.now());
        Duration lived = seen.lived().plus(alive.getOrDefault(offering.id(), Duration.ZERO));
        return (seen.interrupted() + prior.interrupted()) / (lived.toSeconds() / 3600.0 + prior.hours());
    }
}
