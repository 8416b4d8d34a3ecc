package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** A fleet among sources that do anything they like, from one seed: every step's world and plan are told. */
final class RandomRun {
    private static final int NAMES = 12;

    private final SplittableRandom random;
    private final SplittableRandom boots;
    private final Worlds worlds;

    RandomRun(long seed, boolean limited) {
        random = new SplittableRandom(seed);
        boots = new SplittableRandom(-seed);
        SplittableRandom spot = new SplittableRandom(~seed);
        Fleets fleets = Fleets.none()
                .account("cloud", limited ? 5 : 1000, cloud())
                .account("other", limited ? 3 : 1000, cloud())
                .pool("linux", pool -> pool.slots(1 + random.nextInt(3)).onTerm(one(OnTerm.values())), "cloud", "other")
                .pool("second", pool -> pool.worth(new Money(random.nextLong(50_000_000))), "other");
        if (limited) {
            fleets.limits(new Limits(6, Optional.of(Money.dollars("2")), Optional.of(Money.dollars("9"))))
                    .tolerance();
        }
        worlds = Worlds.of(fleets);
        for (String account : List.of("cloud", "other")) {
            for (String kind : List.of("small", "big")) {
                BillingTerms terms = random.nextBoolean() ? BillingTerms.PER_SECOND : BillingTerms.HOURLY;
                worlds.sells(
                        Fleets.offering(new OfferingId(account, kind), "0." + (1 + random.nextInt(99)), terms)
                                .toBuilder()
                                .speed(0.5 + random.nextDouble())
                                .capacity(spot.nextBoolean() ? CapacityType.SPOT : CapacityType.ON_DEMAND)
                                .build());
            }
        }
    }

    private Capabilities cloud() {
        Capabilities.Builder cloud =
                Capabilities.builder(one(Once.values()), one(LeaseChannel.values()), one(End.values()));
        if (random.nextBoolean()) {
            cloud.can(one(Capability.values()), one(Capability.values()), Capability.RESTART_AGENT);
        }
        if (boots.nextBoolean()) {
            cloud.parallelBoots(1 + boots.nextInt(3));
        }
        return cloud.listLag(Duration.ofSeconds(random.nextInt(20))).build();
    }

    void steps(int count, BiConsumer<World, Plan> told) {
        for (int step = 0; step < count; step++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                happen();
            }
            World world = worlds.after(Duration.ofMillis(random.nextInt(400_000)));
            Plan plan = Plans.of(world);
            told.accept(world, plan);
            plan.decisions().forEach(this::carryOut);
        }
    }

    private void happen() {
        String name = "m" + random.nextInt(NAMES);
        String job = "j" + random.nextInt(NAMES);
        switch (random.nextInt(15)) {
            case 0, 1 -> worlds.machineAt(one("cloud", "other"), name, worlds.now(), machine -> machine.pool(pool()));
            case 2 -> worlds.hides(name);
            case 3 -> worlds.shows(name, machine -> machine.state(one(MachineState.values())));
            case 4 -> worlds.shows(name, machine -> machine.agent(one(AgentState.values())));
            case 5 -> worlds.shows(name, machine -> machine.interruptedAt(worlds.now()));
            case 6, 7, 8 ->
                worlds.job(
                        job,
                        JobState.PENDING,
                        pending -> pending.servedBy(List.of(pool())).repo(one("a", "b")));
            case 9, 10 -> worlds.running(job, name);
            case 11 -> worlds.done(job);
            case 12 -> worlds.listFails(random.nextInt(4) == 0).queueFails(random.nextInt(4) == 0);
            case 13 -> worlds.agent(name);
            default -> answer(new io.github.dynagents.core.model.MachineName(name));
        }
    }

    /** An answer to whatever may have been asked, or not. */
    private void answer(io.github.dynagents.core.model.MachineName name) {
        Instant now = worlds.now();
        Failure failure = random.nextBoolean()
                ? Failure.of(one(Failure.Kind.values()), "no")
                : Failure.unknownEffect(one(Failure.Kind.values()), "perhaps");
        Problem problem = Problem.of(failure);
        Lease other = new Lease(now.plusSeconds(900), Duration.ofMinutes(15), random.nextBoolean());
        Lease lease = random.nextBoolean() && worlds.world().seats().get(name) instanceof Seat.Listed listed
                ? listed.mark().lease()
                : other;
        worlds.outcome(
                switch (random.nextInt(9)) {
                    case 0 -> new Outcome.NotBought(name, problem, now);
                    case 1 -> new Outcome.NotSettled(name, now.plusSeconds(60), now);
                    case 2 -> new Outcome.Absent(name, now);
                    case 3 -> new Outcome.Marked(name, lease, now);
                    case 4 -> new Outcome.NotMarked(name, lease, problem, now);
                    case 5 -> new Outcome.DrainTold(name, now);
                    case 6 -> new Outcome.NotTold(name, problem, now);
                    case 7 -> new Outcome.Cordoned(name, now);
                    default -> new Outcome.ReleaseAnswered(name, Optional.of(problem), now);
                });
    }

    private void carryOut(Decision decision) {
        Instant now = worlds.now();
        switch (decision) {
            case Decision.Buy d -> {
                String name = "m" + random.nextInt(NAMES);
                if (!worlds.hasSeat(name)) {
                    worlds.outcome(new Outcome.BuySent(
                            worlds.purchase(name, d.offering()),
                            Price.of(java.util.Objects.requireNonNull(
                                    worlds.world().seen().sold().get(d.offering()))),
                            now));
                }
            }
            case Decision.Settle d -> worlds.outcome(new Outcome.SettleSent(d.name(), now));
            case Decision.Renew d -> worlds.outcome(new Outcome.MarkSent(d.name(), d.lease(), now));
            case Decision.Drain d -> worlds.outcome(new Outcome.DrainSent(d.name(), d.blamed(), now));
            case Decision.Undrain d -> worlds.outcome(new Outcome.UndrainSent(d.name(), now));
            case Decision.Cordon d -> worlds.outcome(new Outcome.DrainSent(d.name(), Optional.empty(), now));
            case Decision.Release d -> worlds.outcome(new Outcome.ReleaseSent(d.name(), now));
            case Decision.Restart d -> worlds.outcome(new Outcome.RestartSent(d.job(), now));
            case Decision.Revoke d -> worlds.outcome(new Outcome.Revoked(d.name(), now));
            case Decision.StartAgent d -> worlds.outcome(new Outcome.AgentStartSent(d.name(), now));
            case Decision.Tell d -> {}
        }
    }

    private String pool() {
        return one("linux", "second", "unknown");
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
