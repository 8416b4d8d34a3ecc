package io.github.dynagents.gcp;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The provider over a fake cluster, in one of its modes, at a time that tests move. */
final class Site implements AutoCloseable {
    static final Duration TTL = Duration.ofMinutes(15);
    static final Duration LIFE = Duration.ofHours(4);
    static final Duration GRACE = Duration.ofMinutes(30);
    static final String POOL = "ci-machines";

    final LivePace pace = new LivePace();
    final FakeGcp fake;
    private final String mode;
    private final Map<String, Object> template;

    private Site(String mode, Map<String, Object> template) {
        boolean ownPools = mode.equals(Setup.POOL_PER_MACHINE);
        this.fake =
                new FakeGcp(pace.clock(), FakeTimes.usual(), ownPools ? Trouble.POOL_PER_MACHINE : Trouble.SHARED_POOL);
        this.mode = mode;
        this.template = template;
        if (!ownPools) {
            fake.userPool(POOL, 10);
        }
    }

    static Site of(String mode) {
        return new Site(
                mode,
                mode.equals(Setup.POOL_PER_MACHINE)
                        ? Map.of(
                                "machine-types", List.of("e2-standard-4"),
                                "zones", List.of(FakeGke.LOCATION + "-b"),
                                "capacity", List.of("spot"))
                        : Map.of("node-pool", POOL));
    }

    /** The account, opened as the next daemon would. */
    Machines open() {
        return open(new GcpMachinesFactory());
    }

    Machines open(MachinesFactory factory) {
        return factory.open(
                Settings.read(factory.accountOptions(), fake.account(mode)),
                new TreeMap<>(Map.of("linux", Settings.read(factory.templateOptions(), template))),
                context(pace.clock()));
    }

    static Context context(InstantSource clock) {
        return TestContext.of("main", "my-ci", clock);
    }

    Offering offering(Machines machines) throws Failure {
        return machines.offerings().getFirst();
    }

    Purchase purchase(Machines machines, String name, Duration toSend) throws Failure {
        Instant now = pace.now();
        return new Purchase(
                new MachineName(name),
                "my-ci",
                "linux",
                offering(machines).id(),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                        .image("example/agent:1")
                        .secrets(Map.of("AGENT_SECRET", new Secret(Samples.SECRET)))
                        .build(),
                new Lease(now.plus(TTL).truncatedTo(ChronoUnit.SECONDS), TTL, false),
                GRACE,
                LIFE,
                now.plus(toSend));
    }

    Machine buy(Machines machines, String name) throws Failure {
        return machines.buy(purchase(machines, name, Duration.ofSeconds(30)));
    }

    /** Time passes, in steps that are short for what happens meanwhile. */
    void pass(Duration time) {
        fake.world().advance();
        pace.pass(time);
        fake.world().advance();
    }

    /** How much node time was billed. */
    Duration billed() {
        return fake.world().at(now -> fake.world().gke().invoice(now)).stream()
                .map(FakeInvoice.Line::billed)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Google takes all nodes back. */
    void preemptAll() {
        fake.world().at(now -> {
            fake.world().gke().nodes().forEach(node -> fake.world().gke().preempt(node.name, now));
            return now;
        });
    }

    int nodes() {
        return fake.world().at(now -> fake.world().gke().nodes().size());
    }

    /** The names of the node pools that are there, but for the shared one. */
    List<String> pools() {
        return fake.world().at(now -> fake.world().gke().pools()).stream()
                .map(FakePool::name)
                .filter(name -> !name.equals(POOL))
                .toList();
    }

    List<String> pods() {
        return fake.world().at(now -> fake.world().player().pods()).stream()
                .map(PodFacts::name)
                .toList();
    }

    @Override
    public void close() {
        fake.close();
    }
}
