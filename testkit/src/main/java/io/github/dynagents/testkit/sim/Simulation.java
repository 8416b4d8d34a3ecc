package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeMachines;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.VirtualProcess;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fleet on virtual time: the production {@link Autoscaler} over fake clouds and fake CI servers, in one thread, from
 * one seed. Clouds and servers are made on the same {@link #time()} and handed in; then a daemon is started, killed and
 * started again at will, while machines and jobs go on.
 *
 * <pre>{@code
 * Simulation simulation = new Simulation(42);
 * FakeCloud cloud = FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
 * FakeCiServer drone = FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 2));
 * simulation.account("main", cloud).server(drone).pool(Pool.builder("linux", "drone", List.of(Supply.parse("main"))).slots(2).build());
 * simulation.startDaemon();
 * drone.submit(Work.of("octo/hello", "default", Duration.ofMinutes(5)));
 * simulation.time().runFor(Duration.ofHours(1));
 * assertEquals(0, cloud.alive());
 * }</pre>
 */
public final class Simulation {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String OWNER = "simulation";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtualTime time;
    private final SortedMap<String, FakeCloud> clouds = new TreeMap<>();
    private final SortedMap<String, Integer> limits = new TreeMap<>();
    private final SortedMap<String, FakeCiServer> servers = new TreeMap<>();
    private final List<Pool> pools = new ArrayList<>();
    private final List<Autoscaler.Listener> listeners = new ArrayList<>();
    private Limits fleetLimits = Limits.NONE;
    private Safety safety = Safety.DEFAULT;
    private Policy policy = new EconomicPolicy();
    private Guard guard = new LimitGuard();
    private final SortedMap<String, Faults> ways = new TreeMap<>();
    private int daemons;
    private @Nullable Daemon daemon;

    /** Draws a simulation from a seed, and runs it with every invariant checked after every step. */
    public static SimulationResult run(long seed) {
        return seeded(seed).run();
    }

    /** Draws a simulation from a seed, to be changed before it is run. */
    public static SeededRun seeded(long seed) {
        return new SeededRun(seed);
    }

    /** A simulation that begins on a Monday at midnight UTC. */
    public Simulation(long seed) {
        this(seed, START);
    }

    /** A simulation that begins then. */
    public Simulation(long seed, Instant start) {
        this.time = new VirtualTime(start, seed);
    }

    /** The time of everything in here. */
    public VirtualTime time() {
        return time;
    }

    /** An account at a cloud, without a limit of its own. */
    public Simulation account(String name, FakeCloud cloud) {
        return account(name, cloud, Integer.MAX_VALUE);
    }

    /** An account at a cloud, of so many machines at most. */
    public Simulation account(String name, FakeCloud cloud, int limit) {
        clouds.put(name, cloud);
        limits.put(name, limit);
        servers.values().forEach(cloud::reaches);
        return this;
    }

    /** A CI server, under its own name. The agents of all clouds reach it. */
    public Simulation server(FakeCiServer server) {
        servers.put(server.name(), server);
        clouds.values().forEach(cloud -> cloud.reaches(server));
        return this;
    }

    public Simulation pool(Pool pool) {
        pools.add(pool);
        return this;
    }

    /** None unless set. */
    public Simulation limits(Limits limits) {
        this.fleetLimits = limits;
        return this;
    }

    /** {@link Safety#DEFAULT} unless set. */
    public Simulation safety(Safety safety) {
        this.safety = safety;
        return this;
    }

    /** {@link EconomicPolicy} unless set. */
    public Simulation policy(Policy policy) {
        this.policy = policy;
        return this;
    }

    /** {@link LimitGuard} unless set. */
    public Simulation guard(Guard guard) {
        this.guard = guard;
        return this;
    }

    /** Listens to every daemon that is started from now on. */
    public Simulation listener(Autoscaler.Listener listener) {
        listeners.add(listener);
        return this;
    }

    /** What the daemon is configured with. */
    public Fleet fleet() {
        SortedMap<String, Account> accounts = new TreeMap<>();
        clouds.forEach((name, cloud) -> accounts.put(
                name, new Account(name, limits.getOrDefault(name, Integer.MAX_VALUE), cloud.capabilities(), DEADLINE)));
        return new Fleet(OWNER, accounts, pools, fleetLimits, safety);
    }

    /**
     * Starts the daemon, with nothing remembered.
     *
     * @throws IllegalStateException if one is running
     */
    public Autoscaler startDaemon() {
        if (daemon != null) {
            throw new IllegalStateException("a daemon is running already");
        }
        daemon = launch(process -> Wiring.DIRECT);
        return daemon.autoscaler();
    }

    /** Starts one more daemon, whether or not others run: not the one that {@link #killDaemon} kills. */
    Daemon launch(Function<VirtualProcess, Wiring> wirings) {
        VirtualProcess process = time.process("daemon-" + ++daemons);
        Wiring wiring = wirings.apply(process);
        Autoscaler.Builder builder =
                Autoscaler.builder(process, fleet()).policy(policy).guard(guard);
        clouds.forEach((name, cloud) -> builder.machines(name, wiring.machines(name, opened(name, cloud, process))));
        servers.forEach((name, server) -> builder.server(name, wiring.server(name, server)));
        listeners.forEach(builder::listener);
        wiring.listeners().forEach(builder::listener);
        Autoscaler autoscaler = builder.build();
        autoscaler.start();
        return new Daemon(process, autoscaler);
    }

    private Machines opened(String account, FakeCloud cloud, VirtualProcess process) {
        FakeMachines opened = cloud.account(account, OWNER, process::now);
        ways.put(account, opened.faults());
        return opened;
    }

    /** What goes wrong between the daemon that was started last and an account, and with nobody else there. */
    public Faults way(String account) {
        return Objects.requireNonNull(ways.get(account), "no daemon has opened " + account);
    }

    /** Kills the daemon as SIGKILL does; what it has asked for happens all the same. */
    public void killDaemon() {
        running().process().kill();
        daemon = null;
    }

    /** The running daemon's process: to stop it, or to move its clock. */
    public VirtualProcess daemonProcess() {
        return running().process();
    }

    private Daemon running() {
        return Objects.requireNonNull(daemon, "no daemon is running");
    }
}
