package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation is set in, as data: everything but what goes wrong.
 *
 * @param span for how long jobs come; what goes wrong does so within it
 * @param death when the daemon dies for good; empty if it lives on until all is done
 */
record Scenario(
        CiKind ci,
        List<CloudSetup> clouds,
        List<PoolSetup> pools,
        Limits limits,
        Safety safety,
        Workload workload,
        Duration span,
        Optional<Duration> death) {
    static final String SERVER = "ci";
    static final String DAEMON = "daemon";

    /** Which CI server there is. */
    enum CiKind {
        DRONE,
        WOODPECKER
    }

    /** One account at a cloud of its own, of so many machines at most. */
    record CloudSetup(String account, CloudKind kind, int limit, List<OfferingSetup> offerings) {}

    /** @param meanLife of a spot machine; empty for one on demand */
    record OfferingSetup(
            String id,
            Platform platform,
            Money perHour,
            BillingTerms terms,
            Duration boot,
            double speed,
            Optional<Duration> meanLife) {}

    /** A pool that buys at every account. */
    record PoolSetup(String name, Platform platform, int slots, int machines) {}

    Scenario with(Limits others) {
        return new Scenario(ci, clouds, pools, others, safety, workload, span, death);
    }

    Scenario with(Workload other) {
        return new Scenario(ci, clouds, pools, limits, safety, other, span, death);
    }

    Scenario dying(Duration after) {
        return new Scenario(ci, clouds, pools, limits, safety, workload, span, Optional.of(after));
    }

    /** What it is, for a person to read. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(ci)
                .append(", ")
                .append(workload.arrivals().size())
                .append(" jobs in ")
                .append(span);
        death.ifPresent(at -> text.append(", the daemon dies for good at ").append(at));
        text.append('\n').append(limits).append('\n').append(safety).append('\n');
        pools.forEach(pool -> text.append(pool).append('\n'));
        clouds.forEach(cloud -> text.append(cloud).append('\n'));
        return text.toString();
    }
}
