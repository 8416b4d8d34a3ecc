package io.github.dynagents.core.world;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What happens around a fleet, told step by step; each tick lists every account and asks every queue, unless it fails. */
public final class Worlds {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Fleet fleet;
    private final SortedMap<MachineName, Machine> machines = new TreeMap<>();
    private final SortedMap<MachineName, String> accountOf = new TreeMap<>();
    private final QueueSource queue = new QueueSource();
    private final SortedMap<OfferingId, Offering> sold = new TreeMap<>();
    private final SortedMap<String, Observed<Listing>> clouds = new TreeMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<FinishedJob> finished = new ArrayList<>();
    private Duration skew = Duration.ZERO;
    private final SortedMap<String, Duration> clocksAhead = new TreeMap<>();
    private Optional<String> paused = Optional.empty();
    private boolean listFails;
    private boolean listHeld;
    private World world;
    private Instant now = NOON;

    private Worlds(Fleet fleet) {
        this.fleet = fleet;
        this.world = World.start(fleet, NOON);
    }

    /** Has seen nothing yet; the first tick is still to come. */
    public static Worlds of(Fleets fleets) {
        return new Worlds(fleets.build());
    }

    /** Has run for a while: what its accounts list is trusted. */
    public static Worlds ready(Fleets fleets, Offering... offerings) {
        Worlds worlds = of(fleets).sells(offerings);
        worlds.tick();
        worlds.after(Duration.ofMinutes(2));
        return worlds;
    }

    /** One pool, one offering at $0.10 an hour, billed by the second. */
    public static Worlds ready() {
        return ready(Fleets.one(), Fleets.small("0.10"));
    }

    public Instant now() {
        return now;
    }

    public World world() {
        return world;
    }

    public Worlds sells(Offering... offerings) {
        for (Offering offering : offerings) {
            sold.put(offering.id(), offering);
        }
        return this;
    }

    /** How far the clouds' clock is ahead of ours. */
    public Worlds skew(Duration ahead) {
        skew = ahead;
        return this;
    }

    /** How far the CI server's clock is ahead of ours. */
    public Worlds serverAhead(Duration ahead) {
        clocksAhead.put("ci", ahead);
        return this;
    }

    /** Somebody has paused purchases. */
    public Worlds paused(String why) {
        paused = Optional.of(why);
        return this;
    }

    public Worlds resumed() {
        paused = Optional.empty();
        return this;
    }

    /** A machine of pool "linux" at account "cloud", up since now, whose lease lasts: where leases matter, see {@link #leased}. */
    public Worlds machine(String name) {
        return machine(name, machine -> machine);
    }

    public Worlds machine(String name, UnaryOperator<Machine.Builder> change) {
        return machineAt("cloud", name, now, change);
    }

    /** The same, with a lease of 15 minutes from now. */
    public Worlds leased(String name) {
        return machine(name, machine -> machine.lease(new Lease(now.plusSeconds(900), Duration.ofMinutes(15), false)));
    }

    public Worlds machineAt(String account, String name, Instant born, UnaryOperator<Machine.Builder> change) {
        Machine.Builder machine = Machine.builder(name(name), "id-" + name, born.plus(skew))
                .pool("linux")
                .offering(new OfferingId(account, "small"))
                .lease(new Lease(born.plus(A_YEAR), A_YEAR, false))
                .state(MachineState.UP);
        machines.put(name(name), change.apply(machine).build());
        accountOf.put(name(name), account);
        return this;
    }

    /** The cloud shows it otherwise from now on. */
    public Worlds shows(String name, UnaryOperator<Machine.Builder> change) {
        machines.computeIfPresent(
                name(name), (n, machine) -> change.apply(machine.toBuilder()).build());
        return this;
    }

    /** The cloud does not show it any more. */
    public Worlds hides(String... names) {
        for (String name : names) {
            machines.remove(name(name));
        }
        return this;
    }

    public Worlds pending(String... ids) {
        for (String id : ids) {
            job(id, JobState.PENDING, job -> job);
        }
        return this;
    }

    public Worlds running(String id, String agent) {
        return job(id, JobState.RUNNING, job -> job.agent(agent).started(now));
    }

    public Worlds job(String id, JobState state, UnaryOperator<Job.Builder> change) {
        Job.Builder job = Job.builder(job(id), state, now).servedBy(List.of("linux"));
        queue.put(change.apply(job).build());
        return this;
    }

    public Worlds done(String... ids) {
        for (String id : ids) {
            queue.remove(job(id));
        }
        return this;
    }

    public Worlds agent(String name) {
        queue.connect(name);
        return this;
    }

    public Worlds finished(FinishedJob... jobs) {
        finished.addAll(List.of(jobs));
        return this;
    }

    public Worlds listFails(boolean fails) {
        listFails = fails;
        return this;
    }

    /** The lists are not asked for anew: the last answers age. */
    public Worlds listHeld(boolean held) {
        listHeld = held;
        return this;
    }

    public Worlds queueFails(boolean fails) {
        queue.fails = fails;
        return this;
    }

    public Worlds queueHeld(boolean held) {
        queue.held = held;
        return this;
    }

    public Worlds outcome(Outcome... news) {
        outcomes.addAll(List.of(news));
        return this;
    }

    /** So much later, everything is looked at again. */
    public World after(Duration time) {
        now = now.plus(time);
        return tick();
    }

    public World at(Instant instant) {
        now = instant;
        return tick();
    }

    /** Everything is looked at, and what came of earlier calls is told. */
    public World tick() {
        fleet.accounts().keySet().forEach(account -> clouds.compute(account, (name, before) -> list(name, before)));
        Observation seen = new Observation(now, clouds, offerings(), servers(), finished, clocksAhead, paused);
        world = world.next(seen, List.copyOf(outcomes));
        outcomes.clear();
        finished.clear();
        return world;
    }

    /** Looks, and goes on. */
    public Worlds tickAnd() {
        tick();
        return this;
    }

    private Observed<Listing> list(String account, @org.jspecify.annotations.Nullable Observed<Listing> before) {
        Observed<Listing> last = before == null ? new Observed.Never<>(NOON, "no answer yet") : before;
        if (listFails) {
            return failing(last, "the cloud is away", now);
        }
        if (listHeld) {
            return last;
        }
        List<Machine> shown = machines.values().stream()
                .filter(machine -> account.equals(accountOf.get(machine.name())))
                .toList();
        return new Observed.Known<>(Listing.of(shown, now.plus(skew)), now);
    }

    static <T> Observed<T> failing(Observed<T> last, String why, Instant now) {
        return switch (last) {
            case Observed.Never<T> never -> new Observed.Never<>(never.since(), why);
            case Observed.Known<T> known -> new Observed.Stale<>(known.latest(), known.asked(), now, why);
            case Observed.Stale<T> stale -> stale;
        };
    }

    private SortedMap<String, Observed<List<Offering>>> offerings() {
        SortedMap<String, Observed<List<Offering>>> all = new TreeMap<>();
        fleet.accounts()
                .keySet()
                .forEach(account -> all.put(
                        account,
                        new Observed.Known<>(
                                sold.values().stream()
                                        .filter(offering ->
                                                offering.id().account().equals(account))
                                        .toList(),
                                now)));
        return all;
    }

    private SortedMap<String, Observed<CiQueue>> servers() {
        return new TreeMap<>(java.util.Map.of("ci", queue.ask(now)));
    }

    public static MachineName name(String name) {
        return new MachineName(name);
    }

    public static JobId job(String id) {
        return new JobId("ci", id);
    }

    /** A purchase of the offering "small", which may be sent for half a minute. */
    public Purchase purchase(String name) {
        return purchase(name, Fleets.SMALL);
    }

    public Purchase purchase(String name, OfferingId offering) {
        Duration ttl = fleet.safety().lease();
        return new Purchase(
                name(name),
                fleet.owner(),
                "linux",
                offering,
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).build(),
                new Lease(now.plus(ttl), ttl, false),
                fleet.safety().grace(),
                fleet.safety().maxLife(),
                now.plus(Fleets.DEADLINE));
    }

    /** A purchase is on its way. */
    public Worlds buySent(String name) {
        Price price = Optional.ofNullable(sold.get(Fleets.SMALL)).map(Price::of).orElse(Price.of(Fleets.small("0.10")));
        return outcome(new Outcome.BuySent(purchase(name), price, now));
    }

    /** A purchase was answered with a machine. */
    public Worlds bought(String name) {
        Machine machine = Machine.builder(name(name), "id-" + name, now.plus(skew))
                .pool("linux")
                .build();
        return outcome(new Outcome.Bought(name(name), machine, now));
    }

    public Worlds notBought(String name, Failure failure) {
        return outcome(new Outcome.NotBought(name(name), Problem.of(failure), now));
    }

    /** It was decided to drain a machine, and the machine has been told. */
    public Worlds drained(String name) {
        return outcome(
                new Outcome.DrainSent(name(name), Optional.empty(), now), new Outcome.DrainTold(name(name), now));
    }

    /** The seat of that machine, of the kind that it must be. */
    public <T extends Seat> T seat(String name, Class<T> kind) {
        return kind.cast(java.util.Objects.requireNonNull(
                world.seats().get(name(name)),
                () -> "no seat " + name + " in " + world.seats().keySet()));
    }

    public Work work(String name) {
        return seat(name, Seat.Listed.class).work();
    }

    public boolean hasSeat(String name) {
        return world.seats().containsKey(name(name));
    }
}
