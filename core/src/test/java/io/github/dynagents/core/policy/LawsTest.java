package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds in any world. A failure names its seed. */
final class LawsTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 60;

    @Test
    void thePolicyIsTotalAndWakesInTheFuture() {
        always(false, (world, plan) -> assertThat(plan.wakeAt()).isAfter(world.now()));
        always(true, (world, plan) -> assertThat(plan.wakeAt()).isAfter(world.now()));
    }

    @Test
    void theSameWorldGivesTheSamePlan() {
        always(false, (world, plan) -> assertThat(Plans.of(world)).isEqualTo(plan));
    }

    @Test
    void whoAsksWhatWasConsideredChangesNothing() {
        always(false, (world, plan) -> {
            Plan explained = EconomicPolicy.explained().decide(world);
            assertThat(new Plan(explained.decisions(), explained.wakeAt())).isEqualTo(plan);
        });
    }

    @Test
    void theSameRunGivesTheSameBytes() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(PrintedRun.of(seed)).as("seed %s", seed).isEqualTo(PrintedRun.of(seed));
        }
    }

    /** Nobody's job is on it. */
    private static boolean isOff(World world, Decision.Release release) {
        return world.seats().get(release.name()) instanceof Seat.Listed listed
                && listed.machine().state() == MachineState.REMNANT;
    }

    @Test
    void nothingIsDecidedFromAnUnknown() {
        always(false, (world, plan) -> {
            for (Decision decision : plan.decisions()) {
                switch (decision) {
                    case Decision.Buy d -> {
                        assertThat(sees(world, d.pool())).isTrue();
                        assertThat(world.trust().mayBuyAt(d.offering().account()))
                                .isTrue();
                    }
                    case Decision.Drain d ->
                        assertThat(sees(world, poolOf(world, d.name()))).isTrue();
                    case Decision.Cordon d ->
                        assertThat(sees(world, poolOf(world, d.name()))).isTrue();
                    case Decision.Undrain d ->
                        assertThat(sees(world, poolOf(world, d.name()))).isTrue();
                    case Decision.StartAgent d ->
                        assertThat(sees(world, poolOf(world, d.name()))).isTrue();
                    case Decision.Release d ->
                        assertThat(world.seats().get(d.name()) instanceof Seat.Leaving
                                        || isOff(world, d)
                                        || sees(world, poolOf(world, d.name())))
                                .isTrue();
                    case Decision.Restart d ->
                        assertThat(world.trust().blindSince())
                                .doesNotContainKey(d.job().server());
                    case Decision.Renew d -> {} // for a while, and tested there
                    case Decision.Settle d -> {} // of an own purchase
                    case Decision.Revoke d -> {} // of what is proved gone
                    case Decision.Tell d -> {}
                }
            }
        });
    }

    @Test
    void noMachineIsToldTwoThingsAtOnce() {
        always(
                false,
                (world, plan) -> assertThat(plan.decisions().stream()
                                .flatMap(decision -> marks(decision).stream())
                                .toList())
                        .doesNotHaveDuplicates());
    }

    @Test
    void withoutLimitsTheGuardCutsNothing() {
        always(
                false,
                (world, plan) -> assertThat(new LimitGuard().allow(world, plan).refused())
                        .isEmpty());
    }

    @Test
    void underLimitsOfMachinesTheGuardOnlyCutsForMoney() {
        always(
                true,
                (world, plan) -> assertThat(new LimitGuard().allow(world, plan).refused())
                        .allSatisfy(refused -> assertThat(refused.why()).contains("worst case")));
    }

    @Test
    void byTheSecondOneMoreWaitingJobNeverBuysFewerMachines() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int slots = 1 + random.nextInt(4);
            Worlds worlds = Worlds.ready(Fleets.one().linux(pool -> pool.slots(slots)), Fleets.small("0.10"));
            for (int i = random.nextInt(5); i > 0; i--) {
                worlds.machine("m" + i);
                if (random.nextBoolean()) {
                    worlds.running("r" + i, "m" + i);
                }
            }
            int last = 0;
            for (int jobs = 1; jobs <= 20; jobs++) {
                int bought = Plans.buys(worlds.pending("p" + jobs).after(Duration.ofSeconds(1)))
                        .size();
                assertThat(bought).as("seed %s, %s jobs", seed, jobs).isBetween(last, last + 1);
                last = bought;
            }
            assertThat(last).as("seed %s", seed).isPositive();
        }
    }

    private static void always(boolean limited, BiConsumer<World, Plan> law) {
        List<Integer> decisions = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new RandomRun(seed, limited).steps(STEPS, (world, plan) -> {
                    decisions.add(plan.decisions().size());
                    law.accept(world, plan);
                });
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", limited " + limited, e);
            }
        }
        assertThat(decisions.stream().mapToInt(n -> n).sum()).isGreaterThan(SEEDS * STEPS);
    }

    private static List<String> marks(Decision decision) {
        return switch (decision) {
            case Decision.Renew d -> List.of(d.name().value());
            case Decision.Drain d -> List.of(d.name().value());
            case Decision.Undrain d -> List.of(d.name().value());
            case Decision.Cordon d -> List.of(d.name().value());
            case Decision.Release d -> List.of(d.name().value());
            case Decision.Buy d -> List.of();
            case Decision.Settle d -> List.of(d.name().value());
            case Decision.StartAgent d -> List.of();
            case Decision.Revoke d -> List.of();
            case Decision.Restart d -> List.of();
            case Decision.Tell d -> List.of();
        };
    }

    private static String poolOf(World world, io.github.dynagents.core.model.MachineName name) {
        return java.util.Objects.requireNonNull(world.seats().get(name)).pool();
    }

    private static boolean sees(World world, String pool) {
        return world.trust().sees(world.fleet().pool(pool).orElseThrow());
    }
}
