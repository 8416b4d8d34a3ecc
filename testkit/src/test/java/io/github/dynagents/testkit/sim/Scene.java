package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One CI server, one pool and its clouds: what most scenarios are made of. */
final class Scene {
    static final Money DIME = Money.dollars("0.10");

    final Simulation simulation;
    final VirtualTime time;
    final FakeCiServer ci;
    final Journal journal = new Journal();
    private final Map<String, FakeCloud> clouds = new LinkedHashMap<>();
    private UnaryOperator<Pool.Builder> pool = builder -> builder;
    private int slots = 1;

    private Scene(long seed, Function<VirtualTime, FakeCiServer> server) {
        simulation = new Simulation(seed).listener(journal);
        time = simulation.time();
        ci = server.apply(time);
        if (Boolean.getBoolean("dynagents.print")) {
            time.onNote((at, what) -> System.out.println(at + " " + what));
        }
    }

    static Scene drone(long seed) {
        return new Scene(seed, time -> FakeCiServer.drone(time, "ci"));
    }

    static Scene woodpecker(long seed) {
        return new Scene(seed, time -> FakeCiServer.woodpecker(time, "ci"));
    }

    /** A cloud as EC2 that sells {@code small} for a dime an hour, billed by the second. */
    static Scene onEc2(long seed) {
        Scene scene = drone(seed);
        return scene.account("main", FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", DIME)));
    }

    Scene account(String name, FakeCloud cloud) {
        return account(name, cloud, Integer.MAX_VALUE);
    }

    Scene account(String name, FakeCloud cloud, int limit) {
        clouds.put(name, cloud);
        simulation.account(name, cloud, limit);
        return this;
    }

    Scene slots(int each) {
        slots = each;
        return this;
    }

    Scene pool(UnaryOperator<Pool.Builder> change) {
        pool = change;
        return this;
    }

    Scene start() {
        started();
        return this;
    }

    /** Starts the daemon and waits until it is sure of what an earlier one may have bought. */
    Autoscaler started() {
        ci.serves(AgentProfile.of("linux", slots));
        OnTerm onTerm = ci.agentFor(new MachineName("any"), "linux", java.util.Optional.empty())
                .onTerm();
        List<Supply> supplies = clouds.keySet().stream().map(Supply::parse).toList();
        simulation
                .server(ci)
                .pool(pool.apply(Pool.builder("linux", "ci", supplies)
                                .slots(slots)
                                .onTerm(onTerm))
                        .build());
        Autoscaler autoscaler = simulation.startDaemon();
        runFor(Duration.ofMinutes(2));
        return autoscaler;
    }

    FakeCloud cloud(String account) {
        return java.util.Optional.ofNullable(clouds.get(account)).orElseThrow();
    }

    FakeCloud cloud() {
        return clouds.values().iterator().next();
    }

    Instant now() {
        return time.now();
    }

    Scene runFor(Duration span) {
        time.runFor(span);
        return this;
    }

    JobId submit(Duration takes) {
        return ci.submit(Work.of("octo/hello", "default", takes));
    }

    Scene submit(int jobs, Duration takes) {
        for (int i = 0; i < jobs; i++) {
            submit(takes);
        }
        return this;
    }

    int births() {
        return clouds.values().stream().distinct().mapToInt(FakeCloud::births).sum();
    }

    int alive() {
        return clouds.values().stream().distinct().mapToInt(FakeCloud::alive).sum();
    }

    Money spent() {
        return clouds.values().stream().distinct().map(FakeCloud::spent).reduce(Money.ZERO, Money::plus);
    }

    /** Every job has run to its own end, nothing lives, no name was bought twice, no tick failed. */
    void endsWell() {
        assertThat(ci.statistics().unfinished()).as("unfinished jobs").isZero();
        assertThat(alive()).as("machines alive").isZero();
        assertThat(journal.failures()).isEmpty();
        assertThat(journal.refused())
                .as("a policy that heeds the limits is never cut")
                .isEmpty();
        noNameTwice();
    }

    void noNameTwice() {
        List<MachineName> names = new ArrayList<>();
        clouds.values().stream()
                .distinct()
                .forEach(cloud -> cloud.invoice().items().forEach(item -> names.add(item.name())));
        assertThat(names).doesNotHaveDuplicates();
    }
}
