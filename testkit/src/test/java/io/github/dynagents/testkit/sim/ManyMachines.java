package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeMachines;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A daemon keeps the leases of many machines, all at work, over the slow API of a cloud. */
final class ManyMachines {
    /** CreateTags sets equal tags on 1,000 resources a request. */
    static final LimitedMarks.Api EC2 =
            new LimitedMarks.Api("EC2: 1,000 machines a request, 5 requests a second", 1000, 50, 5, 4);

    /** Each pod is patched by itself. */
    static final LimitedMarks.Api KUBERNETES =
            new LimitedMarks.Api("Kubernetes: one machine a request, 100 requests a second", 1, 200, 100, 100);

    private static final Safety SAFETY = Safety.DEFAULT;
    private static final Duration BIRTHS = Duration.ofMinutes(8);

    private final Simulation simulation;
    private final VirtualTime time;
    private final FakeCloud cloud;
    private final FakeCiServer ci;
    private final LimitedMarks.Api api;
    private final int machines;
    private Optional<LimitedMarks> marks = Optional.empty();

    /** What came of it. */
    record Kept(String api, int machines, int alive, Duration span, int requests, List<Double> late) {
        static final String HEAD = """
                | API | machines | lost | requests an hour | median | 99 of 100 below | highest |
                |---|---|---|---|---|---|---|
                """;

        int lost() {
            return machines - alive;
        }

        double requestsAnHour() {
            return requests * 3600.0 / span.toSeconds();
        }

        /** Below which that share of all marks were late, as a share of their leases. */
        double late(double share) {
            List<Double> sorted = late.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %,.0f | %.3f | %.3f | %.3f |%n",
                    api,
                    machines,
                    lost(),
                    requestsAnHour(),
                    late(0.5),
                    late(0.99),
                    late(1));
        }
    }

    ManyMachines(long seed, Mortal kind, int machines, LimitedMarks.Api api) {
        this.machines = machines;
        this.api = api;
        simulation = new Simulation(seed).safety(SAFETY);
        time = simulation.time();
        cloud = kind.make(time, "cloud")
                .sells(FakeOffering.of("small", Scene.DIME))
                .latency(Spread.always(Duration.ZERO));
        ci = FakeCiServer.drone(time, "ci").serves(AgentProfile.of("linux", 1));
        simulation
                .account("main", cloud)
                .server(ci)
                .pool(Pool.builder("linux", "ci", List.of(Supply.parse("main"))).build());
    }

    /** For so long, once all are there. */
    Kept keep(Duration span) {
        FakeMachines account = cloud.account("main", simulation.fleet().owner());
        for (int i = 0; i < machines; i++) {
            int number = i;
            ci.submit(Work.of("octo/hello", "default", span.plus(BIRTHS).plus(BIRTHS)));
            time.after(BIRTHS.multipliedBy(i).dividedBy(machines), () -> buy(account, number));
        }
        time.runFor(BIRTHS);
        simulation.launch(process -> new Wiring() {
            @Override
            public Machines machines(String name, Machines fake) {
                LimitedMarks limited = new LimitedMarks(fake, time, api);
                marks = Optional.of(limited);
                return limited;
            }
        });
        time.runFor(span);
        LimitedMarks made = marks.orElseThrow();
        return new Kept(api.name(), machines, cloud.alive(), span, made.requests(), made.late());
    }

    private void buy(FakeMachines account, int number) {
        MachineName name = new MachineName(String.format(Locale.ROOT, "m-%05d", number));
        try {
            account.buy(new Purchase(
                    name,
                    simulation.fleet().owner(),
                    "linux",
                    new OfferingId("main", "small"),
                    ci.agentFor(name, "linux", Optional.empty()),
                    new Lease(time.now().plus(SAFETY.lease()), SAFETY.lease(), false),
                    SAFETY.grace(),
                    SAFETY.maxLife(),
                    time.now().plusSeconds(30)));
        } catch (Failure e) {
            throw new IllegalStateException("a cloud without faults refused a purchase", e);
        }
    }
}
