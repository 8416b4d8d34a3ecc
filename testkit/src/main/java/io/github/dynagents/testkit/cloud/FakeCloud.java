package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.agent.AgentServer;
import io.github.dynagents.testkit.fault.Effects;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A cloud on virtual time: what it sells, the machines that live on it, and what it bills. Accounts are opened on it,
 * by one daemon after another or by several at once; machines go on without any.
 */
public final class FakeCloud {
    private final VirtualTime time;
    private final String name;
    private final Capabilities capabilities;
    private final RandomGenerator random;
    private final Faults faults;
    private final Listings listings;
    private final SortedMap<String, FakeOffering> offerings = new TreeMap<>();
    private final SortedMap<String, FakeAccount> accounts = new TreeMap<>();
    private final List<AgentServer> servers = new ArrayList<>();
    private final Map<FakeOffering, Integer> aliveOf = new HashMap<>();
    private Spread latency = Spread.always(Duration.ofMillis(200));
    private boolean agentsStartThemselves;
    private boolean goesWithItsAgent;
    private Duration mostPoll = Duration.ZERO;
    private Duration mostShutdown = Duration.ZERO;
    private boolean takesTheMost;
    private int quota = Integer.MAX_VALUE;
    private double hangsOnDrain;
    private Effects effects = Effects.UNHEARD;
    private CloudWatcher watcher = CloudWatcher.NONE;
    private int births;
    private int alive;
    private int mostAlive;

    /** A cloud that grants this, sells nothing yet, and starts agents by itself where nobody else can. */
    public FakeCloud(VirtualTime time, String name, Capabilities capabilities) {
        this.time = time;
        this.name = name;
        this.capabilities = capabilities;
        this.random = time.randomFor("cloud " + name);
        this.faults = new Faults(time, name);
        this.listings = new Listings(this);
        this.agentsStartThemselves = !capabilities.can(Capability.START_AGENT);
    }

    /** Sells this too. */
    public FakeCloud sells(FakeOffering offering) {
        if (offerings.put(offering.id(), offering) != null) {
            throw new IllegalArgumentException("two offerings are named " + offering.id());
        }
        return this;
    }

    /** Its machines can reach that CI server. */
    public FakeCloud reaches(AgentServer server) {
        servers.add(server);
        return this;
    }

    /** How long its calls take; 200 ms unless set. */
    public FakeCloud latency(Spread perCall) {
        latency = perCall;
        return this;
    }

    /** How many machines an account may have at once; no limit unless set. */
    public FakeCloud quota(int machinesPerAccount) {
        quota = machinesPerAccount;
        return this;
    }

    /** Whether the machine's script starts the agent, rather than {@code startAgent}. */
    public FakeCloud agentsStartThemselves(boolean yes) {
        agentsStartThemselves = yes;
        return this;
    }

    /** Whether {@code stopAgent} takes the machine along once its agent has ended: a pod that is deleted. */
    public FakeCloud goesWithItsAgent(boolean yes) {
        goesWithItsAgent = yes;
        return this;
    }

    /** How long watchdogs take at most for what they do by themselves; no time unless set. */
    public FakeCloud watchdogsTake(WatchdogTimes most) {
        mostPoll = most.poll();
        mostShutdown = most.shutdown();
        return this;
    }

    /** Whether whatever may take up to a declared time takes all of it, rather than some part. */
    public FakeCloud takesTheMost(boolean yes) {
        takesTheMost = yes;
        return this;
    }

    /** From now on, an agent that is told to finish never ends, with that chance: only power-off ends it. */
    public FakeCloud hangsOnDrain(double chance) {
        hangsOnDrain = chance;
        return this;
    }

    /** What its lists leave out, or show for too long. */
    public Listings listings() {
        return listings;
    }

    /** Tells of everything that goes wrong here, calls included, under the cloud's name. */
    public FakeCloud effects(Effects listener) {
        effects = listener;
        faults.effects(listener);
        return this;
    }

    /** Tells of machines. */
    public FakeCloud watcher(CloudWatcher listener) {
        watcher = listener;
        return this;
    }

    /** Opens an account as the owner {@code sim}. */
    public FakeMachines account(String name) {
        return account(name, "sim");
    }

    /** Opens an account; again for another daemon, or the next life of one. */
    public FakeMachines account(String name, String owner) {
        return account(name, owner, time::now);
    }

    /** Opens an account for a daemon whose clock may be wrong. */
    public FakeMachines account(String name, String owner, InstantSource clock) {
        return new FakeMachines(this, named(name), owner, Collections.emptySortedSet(), clock);
    }

    /** What goes wrong for everybody; {@link FakeMachines#faults} for one who has it open. */
    public Faults faults() {
        return faults;
    }

    /** An offering, to change it. */
    public FakeOffering offering(String id) {
        return Optional.ofNullable(offerings.get(id))
                .orElseThrow(() -> new IllegalArgumentException("sells no " + id + ", only " + offerings.keySet()));
    }

    /** A machine as it really is, whatever lists show; empty when its bill has ended. */
    public Optional<Machine> machine(MachineName name) {
        return accounts.values().stream()
                .flatMap(account -> account.alive(name).stream())
                .map(Host::shown)
                .findFirst();
    }

    /** Every machine that is billed now. */
    public List<Machine> machines() {
        return accounts.values().stream()
                .flatMap(account -> account.alive().stream())
                .map(Host::shown)
                .toList();
    }

    /** Whether a machine of that name is there and has power. */
    public boolean isOn(MachineName name) {
        return accounts.values().stream()
                .anyMatch(account -> account.alive(name).stream().anyMatch(Host::isOn));
    }

    /** How many jobs a machine really has, whatever CI servers show. */
    public int jobs(MachineName name) {
        return accounts.values().stream()
                .flatMap(account -> account.alive(name).stream())
                .mapToInt(host -> host.agent().jobs())
                .sum();
    }

    /** Takes a machine back, after that notice; of none, nothing is said before. */
    public void interrupt(MachineName name, Duration notice) {
        for (FakeAccount account : accounts.values()) {
            for (Host host : account.alive(name)) {
                if (notice.isPositive()) {
                    host.announce(time.now().plus(notice));
                }
                time.after(notice, host::interrupt);
            }
        }
    }

    /** A machine loses its power for good, without notice: it ends as if it had powered itself off. */
    public void crash(MachineName name) {
        accounts.values().forEach(account -> account.alive(name).forEach(host -> host.powerOff("it crashed")));
    }

    /** How many machines are billed now. */
    public int alive() {
        return alive;
    }

    /** How many machines were billed at once, at most. */
    public int mostAlive() {
        return mostAlive;
    }

    /** How many machines were ever made. */
    public int births() {
        return births;
    }

    /** Names for which an account still holds parameters, secrets and the like. */
    public SortedSet<MachineName> sideResources(String account) {
        return Collections.unmodifiableSortedSet(named(account).sideResources());
    }

    /** What has been spent until now, begun increments included; quicker than the whole invoice. */
    public Money spent() {
        Money total = Money.ZERO;
        for (FakeAccount account : accounts.values()) {
            total = total.plus(account.spent(time.now()));
        }
        return total;
    }

    /** The bill of all accounts until now. */
    public Invoice invoice() {
        SortedMap<String, Invoice.Item> items = new TreeMap<>();
        accounts.values().forEach(account -> items.putAll(account.items()));
        return new Invoice(time.now(), List.copyOf(items.values()));
    }

    FakeAccount named(String account) {
        return accounts.computeIfAbsent(account, name -> new FakeAccount(this, name));
    }

    FakeOffering find(String id) throws Failure {
        FakeOffering offering = offerings.get(id);
        if (offering == null) {
            throw Failure.of(Failure.Kind.INVALID, "there is no offering " + id + ", only " + offerings.keySet());
        }
        return offering;
    }

    Collection<FakeOffering> offerings() {
        return offerings.values();
    }

    Optional<AgentServer> serverFor(AgentSpec spec) {
        return servers.stream().filter(server -> server.isFor(spec)).findFirst();
    }

    void took(FaultKind kind) {
        effects.took(kind, name);
    }

    CloudWatcher watcher() {
        return watcher;
    }

    boolean drawHang() {
        return hangsOnDrain > 0 && random.nextDouble() < hangsOnDrain;
    }

    void born(Host host) {
        births++;
        alive++;
        mostAlive = Math.max(mostAlive, alive);
        aliveOf.merge(host.offering(), 1, Integer::sum);
        watcher.born(host.item(), host.purchase());
    }

    void ended(Host host) {
        alive--;
        aliveOf.merge(host.offering(), -1, Integer::sum);
        watcher.ended(host.item());
    }

    int aliveOf(FakeOffering offering) {
        return aliveOf.getOrDefault(offering, 0);
    }

    String nextId() {
        return String.format(Locale.ROOT, "i-%08d", births);
    }

    Duration drawUpTo(Duration most) {
        return most.isZero() || takesTheMost ? most : Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }

    Duration drawPoll() {
        return drawUpTo(mostPoll);
    }

    Duration drawShutdown() {
        return drawUpTo(mostShutdown);
    }

    Duration drawLatency() {
        return latency.draw(random);
    }

    VirtualTime time() {
        return time;
    }

    /** What it grants. */
    public Capabilities capabilities() {
        return capabilities;
    }

    boolean agentsStartThemselves() {
        return agentsStartThemselves;
    }

    boolean goesWithItsAgent() {
        return goesWithItsAgent;
    }

    int quota() {
        return quota;
    }

    RandomGenerator random() {
        return random;
    }
}
