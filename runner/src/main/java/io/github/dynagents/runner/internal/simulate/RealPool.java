package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.runner.internal.config.PoolConfig;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.replay.ReplayOffering;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.workload.Workload;
import java.util.List;

/** A configured pool, and what its accounts sell for it. */
record RealPool(String name, Platform platform, Labels labels, Setup setup, Selling selling, Money worth) {
    static RealPool of(String name, PoolConfig config, List<Offering> sold) {
        Pool pool = Pool.builder(
                        name,
                        config.server(),
                        config.buy().stream().map(Supply::parse).toList())
                .platform(config.platform())
                .build();
        List<ReplayOffering> fitting =
                sold.stream().filter(pool::mayBuy).map(RealPool::replayed).toList();
        int slots = config.agent().slots();
        return new RealPool(
                name,
                config.platform(),
                Labels.of(config.labels()),
                new Setup(
                        "pool " + name + ": at most " + config.machines() + " machines of " + Setup.slots(slots)
                                + "; on sale: " + fitting.size() + (fitting.size() == 1 ? " offering" : " offerings")
                                + (config.floor().isEmpty()
                                        ? ""
                                        : "; floor, of economic alone: " + String.join(", ", config.floor())),
                        slots,
                        config.machines(),
                        config.floor().stream().map(Floor::parse).toList()),
                new Selling("as sold", fitting),
                config.worth());
    }

    private static ReplayOffering replayed(Offering offering) {
        return new ReplayOffering(
                offering.id().toString().replace('/', ' '),
                offering.perHour(),
                offering.terms(),
                offering.speed(),
                offering.usualBoot(),
                Spread.always(offering.usualBoot()));
    }

    boolean serves(Work work) {
        return work.platform().os().equals(platform.os())
                && work.platform().arch().equals(platform.arch())
                && work.labels().equals(labels);
    }

    /** Its jobs alone. */
    NamedTrace of(NamedTrace trace) {
        return new NamedTrace(
                trace.name() + ": " + name,
                Workload.of(trace.workload().arrivals().stream()
                        .filter(arrival -> serves(arrival.work()))
                        .toList()));
    }
}
