package io.github.dynagents.bench;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.Tolerance;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A company's machines and queue, drawn from a seed: two accounts, four pools (one for each set of labels), jobs of 300
 * repositories with lognormal durations, and machines in every state that one can be in.
 */
final class BigWorld {
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static final List<String> ACCOUNTS = List.of("main", "other");
    private static final List<String> POOLS = List.of("linux", "linux-large", "linux-docker", "linux-gpu");
    private static final int REPOS = 300;
    private static final int SAMPLES = 8;
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final SplittableRandom random = new SplittableRandom(7);
    private final int machines;
    private final Slots slots;
    private final BillingTerms terms;
    private final Fleet fleet;
    private final List<Machine> shown = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    /**
     * Draws one.
     *
     * @param machines orders and machines on their way out included
     * @param pending jobs that wait
     */
    BigWorld(int machines, int pending, Slots slots, BillingTerms terms) {
        this.machines = machines;
        this.slots = slots;
        this.terms = terms;
        this.fleet = drawFleet();
        for (int i = 0; i < machines; i++) {
            draw(i);
        }
        IntStream.range(0, pending)
                .forEach(i ->
                        jobs.add(job("waiting-" + i, JobState.PENDING, pool(i)).build()));
    }

    private Fleet drawFleet() {
        Capabilities cloud = Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
                .build();
        SortedMap<String, Account> accounts = new TreeMap<>();
        ACCOUNTS.forEach(
                name -> accounts.put(name, new Account(name, 100 * machines + 100, cloud, Duration.ofSeconds(30))));
        List<Pool> pools = POOLS.stream()
                .map(name -> Pool.builder(
                                name, "ci", ACCOUNTS.stream().map(Supply::parse).toList())
                        .slots(slots == Slots.SERVED ? 16 : 2)
                        .build())
                .toList();
        Duration years = Duration.ofDays(3650); // so that none has to go while it is measured
        Safety usual = Safety.DEFAULT;
        Safety safety = new Safety(
                usual.lease(), usual.grace(), years, usual.blindFor(), usual.reapEvery(), usual.reapMargin());
        return slots == Slots.UNLIMITED
                ? new Fleet("bench", accounts, pools, Limits.NONE, safety, withoutLimit(Tolerance.of(Limits.NONE)))
                : new Fleet("bench", accounts, pools, Limits.machines(machines + machines / 20 + 1), safety);
    }

    private static Tolerance withoutLimit(Tolerance usual) {
        return new Tolerance(
                Integer.MAX_VALUE,
                usual.brokenBoots(),
                usual.unexpected(),
                usual.clocks(),
                usual.age(),
                usual.spending());
    }

    private static String pool(int i) {
        return POOLS.get(i % POOLS.size());
    }

    /** Of a hundred machines: one ordered, two bought, three coming up, two leaving, two draining, ten idle, eighty busy. */
    private void draw(int i) {
        MachineName name = new MachineName(pool(i) + "-" + Integer.toString(i + 1_000_000_000, 32));
        Instant soon = NOON.plus(SETTLED);
        int kind = kind(i);
        if (kind < 3) {
            Purchase purchase = purchase(name, pool(i), soon);
            outcomes.add(new Outcome.BuySent(purchase, Price.of(offering("main", "small", "0.10")), soon));
            if (kind > 0) {
                outcomes.add(new Outcome.Bought(name, machine(name, i, soon).build(), soon));
            }
            return;
        }
        boolean comesUp = kind < 6;
        Instant born = comesUp ? NOON : NOON.minus(Duration.ofMinutes(61 + random.nextInt(600)));
        shown.add(machine(name, i, born)
                .state(comesUp ? MachineState.STARTING : MachineState.UP)
                .agent(comesUp ? AgentState.NOT_SHOWN : AgentState.RUNNING)
                .build());
        if (kind >= 6 && kind < 8) {
            outcomes.add(new Outcome.ReleaseSent(name, soon));
        } else if (kind >= 8 && kind < 10) {
            outcomes.add(new Outcome.DrainSent(name, Optional.empty(), soon));
            outcomes.add(new Outcome.DrainTold(name, soon));
        }
        if (kind >= 8 && kind < 90) {
            run(name, pool(i), 1 + random.nextInt(2));
        }
    }

    private static Purchase purchase(MachineName name, String pool, Instant now) {
        Duration ttl = Safety.DEFAULT.lease();
        return new Purchase(
                name,
                "bench",
                pool,
                new OfferingId("main", "small"),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).build(),
                new Lease(now.plus(ttl), ttl, false),
                Safety.DEFAULT.grace(),
                Safety.DEFAULT.maxLife(),
                now.plusSeconds(30));
    }

    private Machine.Builder machine(MachineName name, int i, Instant born) {
        Duration ttl = Safety.DEFAULT.lease();
        return Machine.builder(name, "id-" + name, born)
                .pool(pool(i))
                .offering(new OfferingId(account(i), i % 3 == 0 ? "large" : "small"))
                .lease(new Lease(NOON.plus(ttl), ttl, false));
    }

    /** All kinds are mixed, in a small fleet too. */
    private static int kind(int i) {
        return (i * 37 + 50) % 100;
    }

    private static String account(int i) {
        return kind(i) < 3 || i % 5 > 0 ? "main" : "other";
    }

    private void run(MachineName name, String pool, int count) {
        for (int i = 0; i < count; i++) {
            jobs.add(job(name + "/" + i, JobState.RUNNING, pool)
                    .agent(name.value())
                    .started(NOON.minusSeconds(random.nextInt(300)))
                    .build());
        }
    }

    private Job.Builder job(String id, JobState state, String pool) {
        return Job.builder(new JobId("ci", id), state, NOON.minusSeconds(random.nextInt(20)))
                .repo(repo(random.nextInt(REPOS)))
                .pipeline("default")
                .servedBy(List.of(pool));
    }

    private static String repo(int i) {
        return "team/repo-" + i;
    }

    private Offering offering(String account, String kind, String perHour) {
        return Offering.builder(new OfferingId(account, kind), kind, Money.dollars(perHour))
                .terms(terms)
                .speed(kind.equals("large") ? 1.5 : 1.0)
                .build();
    }

    /** Of every repository some jobs. */
    private List<FinishedJob> finished() {
        List<FinishedJob> all = new ArrayList<>();
        for (int repo = 0; repo < REPOS; repo++) {
            double mean = lognormal(240, 1.0);
            for (int i = 0; i < SAMPLES; i++) {
                Duration took = Duration.ofMillis((long) (1000 * lognormal(mean, 0.4)));
                Instant started = NOON.minus(Duration.ofDays(1));
                JobId id = new JobId("ci", "done-" + repo + "-" + i);
                all.add(FinishedJob.builder(id, repo(repo), "default", started, started.plus(took))
                        .build());
            }
        }
        return all;
    }

    private double lognormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * random.nextGaussian());
    }

    Fleet fleet() {
        return fleet;
    }

    List<Offering> offerings(String account) {
        return List.of(offering(account, "small", "0.10"), offering(account, "large", "0.17"));
    }

    List<Machine> machines(String account) {
        return shown.stream()
                .filter(machine -> machine.offering().orElseThrow().account().equals(account))
                .toList();
    }

    /** The queue, running jobs first. */
    List<Job> jobs() {
        return List.copyOf(jobs);
    }

    private Observation seen(Instant now, List<FinishedJob> finished) {
        SortedMap<String, Observed<Listing>> clouds = new TreeMap<>();
        SortedMap<String, Observed<List<Offering>>> sold = new TreeMap<>();
        for (String account : ACCOUNTS) {
            clouds.put(account, new Observed.Known<>(Listing.of(machines(account), now), now));
            sold.put(account, new Observed.Known<>(offerings(account), NOON));
        }
        return new Observation(
                now,
                clouds,
                sold,
                new TreeMap<>(Map.of("ci", new Observed.Known<>(CiQueue.of(jobs, List.of()), now))),
                finished);
    }

    /** What is believed once all machines have been listed, and all that is under way has been asked for. */
    World world() {
        World listed = World.start(fleet, NOON).next(seen(NOON, finished()), List.of());
        World asked = listed.next(seen(NOON.plus(SETTLED), List.of()), outcomes);
        return later(asked);
    }

    /** A tick later nothing has changed, and no source has been asked. */
    static World later(World world) {
        return world.next(later(world.seen()), List.of());
    }

    /** The same answers, a tick later. */
    static Observation later(Observation seen) {
        return new Observation(seen.now().plus(TICK), seen.clouds(), seen.offerings(), seen.servers(), List.of());
    }

    /** A tick later another job is the last of the queue. */
    static Observation withAnotherLastJob(Observation seen) {
        CiQueue queue = seen.server("ci").value().orElseThrow();
        List<Job> jobs = new ArrayList<>(queue.jobs());
        Job last = jobs.removeLast();
        jobs.add(last.toBuilder().build());
        Instant now = seen.now().plus(TICK);
        return new Observation(
                now,
                seen.clouds(),
                seen.offerings(),
                new TreeMap<>(Map.of("ci", new Observed.Known<>(CiQueue.of(jobs, queue.agents()), now))),
                List.of());
    }
}
