package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.FaultPlan;
import io.github.dynagents.testkit.fault.PlannedFault;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each invariant is broken by a program that is wrong in one way, and by none other than that. */
class InvariantsTest {
    private static final Guard ALLOWS_ALL = (world, plan) -> new Cut(plan.decisions(), List.of());
    private static final Duration LEASE = Safety.DEFAULT.lease();
    private static final Duration SOME_TIME = Duration.ofMinutes(5);
    private static final Reason WRONG = Reason.of("it is wrong");

    /** Ten jobs of 20 minutes, one every 10 minutes, on one cloud; nothing goes wrong. */
    private static SeededRun plain(CloudKind kind) {
        Scenario scenario = new Scenario(
                Scenario.CiKind.DRONE,
                List.of(new Scenario.CloudSetup(
                        "main",
                        kind,
                        Integer.MAX_VALUE,
                        List.of(new Scenario.OfferingSetup(
                                "small",
                                Platform.LINUX_AMD64,
                                Money.dollars("0.10"),
                                BillingTerms.PER_SECOND,
                                Duration.ofMinutes(1),
                                1,
                                Optional.empty())))),
                List.of(new Scenario.PoolSetup("linux", Platform.LINUX_AMD64, 1, Integer.MAX_VALUE)),
                Limits.NONE,
                Safety.DEFAULT,
                Workload.of(IntStream.range(0, 10)
                        .mapToObj(i -> arrival(5 + 10 * i))
                        .toList()),
                Duration.ofHours(2),
                Optional.empty());
        return Simulation.seeded(1).scenario(drawn -> scenario).plan(FaultPlan.NONE);
    }

    private static Arrival arrival(int minute) {
        return new Arrival(Duration.ofMinutes(minute), job("octo/hello", "test", Duration.ofMinutes(20)));
    }

    private static io.github.dynagents.testkit.ci.Work job(String repo, String pipeline, Duration takes) {
        return io.github.dynagents.testkit.ci.Work.of(repo, pipeline, takes);
    }

    private static SeededRun plain() {
        return plain(CloudKind.EC2);
    }

    private static void breaks(SeededRun run, Invariant invariant) {
        SimulationResult result = run.run();
        assertThat(result.violations())
                .as(result::report)
                .extracting(Violation::invariant)
                .containsOnly(invariant);
    }

    private static SeededRun limited(SeededRun run, Limits limits) {
        return run.scenario(s -> s.with(limits));
    }

    /** The production policy, but for what it decides. */
    private static Policy but(BiFunction<World, List<Decision>, List<Decision>> change) {
        return world -> {
            Plan plan = new EconomicPolicy().decide(world);
            return new Plan(change.apply(world, plan.decisions()), plan.wakeAt());
        };
    }

    private static Policy without(Class<? extends Decision> kind) {
        return but((world, decisions) ->
                decisions.stream().filter(d -> !kind.isInstance(d)).toList());
    }

    private static Policy with(Function<World, List<? extends Decision>> more) {
        return but((world, decisions) -> {
            List<Decision> all = new ArrayList<>(decisions);
            all.addAll(more.apply(world));
            return all;
        });
    }

    private static List<Seat.Listed> listed(World world) {
        return world.fleet().pools().stream()
                .flatMap(pool -> world.listed(pool).stream())
                .toList();
    }

    @Test
    void theProductionProgramBreaksNone() {
        SimulationResult result = plain().run();
        assertThat(result.violations()).isEmpty();
        assertThat(result.jobs().completed()).isEqualTo(10);
    }

    @Test
    void jobsStarveUnderAPolicyThatBuysNothing() {
        breaks(plain().policy(without(Decision.Buy.class)), Invariant.NO_JOB_STARVES);
    }

    @Test
    void jobsStayLostUnderAPolicyThatRestartsNone() {
        breaks(
                plain().policy(without(Decision.Restart.class))
                        .plan(FaultPlan.of(fault(FaultKind.DIES_IN_JOB, "main", 30, 60, Duration.ZERO))),
                Invariant.NO_JOB_STAYS_LOST);
    }

    @Test
    void aPoolThatIsNotConfiguredIsSeenInTheCreatingCall() {
        breaks(
                plain().provider(real -> new Provider(real) {
                    @Override
                    public Machine buy(Purchase p) throws Failure {
                        return super.buy(renamed(p, p.name(), "other"));
                    }
                }),
                Invariant.EVERY_MACHINE_IS_KNOWN);
    }

    @Test
    void aPolicyAndAGuardThatForgetTheLimitsGoBeyondThem() {
        Policy forgets = world -> new EconomicPolicy()
                .decide(world.with(new io.github.dynagents.core.world.Fleet(
                        world.fleet().owner(),
                        world.fleet().accounts(),
                        world.fleet().pools(),
                        Limits.NONE,
                        world.fleet().safety())));
        breaks(limited(plain(), Limits.machines(1)).policy(forgets).guard(ALLOWS_ALL), Invariant.WITHIN_LIMITS);
        breaks(limited(plain(), Limits.machines(1)).policy(forgets), Invariant.NO_CUT_WITHOUT_LIMITS);
    }

    @Test
    void aBusyMachineIsTakenByAPolicyThatReleasesWithoutADrain() {
        breaks(
                plain().policy(with(world -> listed(world).stream()
                        .filter(seat -> seat.work() instanceof Work.Busy)
                        .map(seat -> new Decision.Release(seat.name(), WRONG))
                        .toList())),
                Invariant.NO_BUSY_MACHINE_IS_TAKEN);
    }

    @Test
    void somethingIsDecidedOnAnUnknownByAPolicyThatTakesItForEmpty() {
        breaks(
                plain().policy(with(world -> world.trust().blindSince().isEmpty()
                                ? List.of()
                                : listed(world).stream()
                                        .map(seat -> new Decision.Drain(
                                                seat.name(),
                                                new Lease(world.now(), Duration.ofMinutes(15), true),
                                                Optional.empty(),
                                                WRONG))
                                        .toList()))
                        .plan(FaultPlan.of(fault(FaultKind.CI_DOWN, "ci", 20, 40, Duration.ZERO))),
                Invariant.NOTHING_ON_AN_UNKNOWN);
    }

    @Test
    void oneNameBuysTwoMachinesWhereAProviderNamesAllAlike() {
        breaks(
                plain(CloudKind.PROCESSES)
                        .scenario(s -> s.with(Workload.of(List.of(arrival(5), arrival(90)))))
                        .provider(real -> new Provider(real) {
                            @Override
                            public Machine buy(Purchase p) throws Failure {
                                return super.buy(renamed(p, new MachineName("linux-same"), p.pool()));
                            }
                        }),
                Invariant.ONE_MACHINE_PER_NAME);
    }

    @Test
    void costDoesNotGoToZeroUnderAPolicyThatRenewsWhatItShouldDrain() {
        Policy keeps = but((world, decisions) -> {
            List<Decision> kept = new ArrayList<>(decisions);
            kept.removeIf(decision -> decision instanceof Decision.Drain);
            listed(world).stream()
                    .filter(seat -> seat.mark().sentAt().plus(SOME_TIME).isBefore(world.now()))
                    .map(seat -> new Decision.Renew(
                            seat.name(), new Lease(world.now().plus(LEASE), LEASE, false), Money.ZERO, WRONG))
                    .forEach(kept::add);
            return kept;
        });
        Policy looks =
                world -> new Plan(keeps.decide(world).decisions(), world.now().plusSeconds(60));
        breaks(plain().policy(looks), Invariant.COST_GOES_TO_ZERO);
    }

    @Test
    void aDeadDaemonsMachinesOutliveTheBoundWhereAProviderSetsLongerLeases() {
        SeededRun longer = plain().provider(real -> new Provider(real) {
            @Override
            public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
                SortedMap<MachineName, Lease> wrong = new TreeMap<>(leases);
                wrong.replaceAll((name, lease) -> new Lease(lease.until(), Duration.ofHours(9), lease.draining()));
                return super.mark(wrong);
            }
        });
        breaks(longer.scenario(s -> s.dying(Duration.ofMinutes(40))), Invariant.GONE_AFTER_DEATH);
    }

    @Test
    void aPolicyThatSetsLongerLeasesThanConfiguredIsCut() {
        Policy longer = but((world, decisions) -> decisions.stream()
                .map(d -> d instanceof Decision.Renew r
                        ? new Decision.Renew(
                                r.name(),
                                new Lease(r.lease().until(), Duration.ofHours(9), false),
                                r.atMost(),
                                r.reason())
                        : d)
                .toList());
        breaks(plain().policy(longer).scenario(s -> s.dying(Duration.ofMinutes(40))), Invariant.NO_CUT_WITHOUT_LIMITS);
    }

    @Test
    void aTickFailsWhereAPolicyThrows() {
        Policy throwing = world -> {
            if (!world.demand().running().isEmpty()) {
                throw new IllegalStateException("it is wrong");
            }
            return new EconomicPolicy().decide(world);
        };
        breaks(plain().policy(throwing), Invariant.NO_TICK_FAILS);
    }

    @Test
    void aLoopIsBusyWhereAPolicyWantsToLookAgainAtOnce() {
        breaks(
                plain().policy(world -> new Plan(
                        new EconomicPolicy().decide(world).decisions(),
                        world.now().plusMillis(100))),
                Invariant.NO_BUSY_LOOP);
    }

    @Test
    void aProviderWhoseAnswersAreLostIsStillHeldToAllOfThem() {
        PlannedFault lost = new PlannedFault(
                FaultKind.LOST_ANSWER,
                "main",
                List.of(CallKind.BUY),
                Duration.ZERO,
                Duration.ofHours(2),
                1,
                Duration.ZERO,
                0);
        SimulationResult result = plain().plan(FaultPlan.of(lost)).run();
        assertThat(result.violations()).as(result::report).isEmpty();
        assertThat(result.effects()).containsKey(FaultKind.LOST_ANSWER);
        assertThat(result.jobs().completed()).isEqualTo(10);
    }

    private static Purchase renamed(Purchase p, MachineName name, String pool) {
        return new Purchase(
                name, p.owner(), pool, p.offering(), p.agent(), p.lease(), p.grace(), p.maxLife(), p.sendBefore());
    }

    private static PlannedFault fault(FaultKind kind, String place, int fromMinute, int toMinute, Duration size) {
        return new PlannedFault(
                kind, place, List.of(), Duration.ofMinutes(fromMinute), Duration.ofMinutes(toMinute), 1, size, 0);
    }
}
