package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Machines at $3.60 an hour, a tenth of a cent a second; jobs of kind "n" take n seconds. */
final class ScheduleTest {
    private static final Duration BOOT = Duration.ofSeconds(100);

    private final List<Duration> slots = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Worlds worlds = Worlds.ready();
    private double worth = 3.6;
    private int slotsEach = 1;
    private double worthOfRest;
    private BillingTerms terms = BillingTerms.PER_SECOND;

    private ScheduleTest jobs(int count, int seconds) {
        for (int i = 0; i < count; i++) {
            jobs.add(Job.builder(Worlds.job("j" + jobs.size()), JobState.PENDING, Worlds.NOON)
                    .repo("r" + seconds)
                    .build());
        }
        FinishedJob past = FinishedJob.builder(
                        Worlds.job("past"), "r" + seconds, "", Worlds.NOON, Worlds.NOON.plusSeconds(seconds))
                .build();
        worlds.finished(past, past);
        return this;
    }

    private Schedule schedule() {
        World world = worlds.tick();
        Pool pool = Pool.builder("linux", "ci", List.of(Supply.parse("cloud")))
                .slots(slotsEach)
                .worth(Money.dollars(worth))
                .build();
        int most = Math.ceilDiv(jobs.size(), slotsEach);
        double[] rest = new double[most];
        Arrays.fill(rest, worthOfRest);
        return new Schedule(
                pool,
                Fleets.offering(Fleets.SMALL, "3.60", terms),
                new Expectation(world),
                slots,
                jobs,
                Collections.nCopies(most, BOOT),
                rest);
    }

    @Test
    void oneJobCostsItsBootItsTimeAndItsWait() {
        Schedule.Outcome one = jobs(1, 500).schedule().of(1);
        assertThat(one.waited()).isEqualTo(BOOT);
        assertThat(one.cost()).isCloseTo(0.1 + 0.6, within(1e-6));
    }

    @Test
    void jobsThatShareAMachineWaitForEachOther() {
        Schedule schedule = jobs(2, 500).schedule();
        assertThat(schedule.of(1).waited()).isEqualTo(Duration.ofSeconds(100 + 600));
        assertThat(schedule.of(1).cost()).isCloseTo(0.7 + 1.1, within(1e-6));
        assertThat(schedule.of(2).cost()).isCloseTo(0.2 + 1.2, within(1e-6));
        assertThat(schedule.best().machines()).isEqualTo(2);
    }

    @Test
    void whereWaitingCostsLittleTheyShareOne() {
        worth = 0.36;
        assertThat(jobs(2, 500).schedule().best().machines()).isEqualTo(1);
    }

    @Test
    void slotsOfOneMachineRunJobsSideBySide() {
        slotsEach = 2;
        Schedule.Outcome one = jobs(2, 500).schedule().of(1);
        assertThat(one.waited()).isEqualTo(BOOT.multipliedBy(2));
        assertThat(one.cost()).isCloseTo(0.2 + 0.6, within(1e-6));
    }

    @Test
    void whatIsFreeSoonIsWaitedForAndWhatIsNotIsBought() {
        slots.add(Duration.ofSeconds(30));
        Schedule soon = jobs(1, 500).schedule();
        assertThat(soon.of(0).cost()).isCloseTo(0.03, within(1e-6));
        assertThat(soon.best().machines()).isZero();
        slots.set(0, Duration.ofMinutes(50));
        assertThat(schedule().best().machines()).isEqualTo(1);
    }

    @Test
    void aWholeHourIsPaidLessWhatItsRestIsWorth() {
        terms = BillingTerms.HOURLY;
        jobs(1, 500);
        assertThat(schedule().of(1).cost()).isCloseTo(0.1 + 3.6, within(1e-6));
        worthOfRest = 0.5;
        assertThat(schedule().of(1).cost()).isCloseTo(0.1 + 0.6 + 1.5, within(1e-6));
    }

    @Test
    void whereNothingServesThemOneMachineIsBoughtAtLeast() {
        worth = 0;
        assertThat(jobs(3, 500).schedule().best().machines()).isEqualTo(1);
        assertThat(schedule().around(schedule().best()))
                .extracting(Schedule.Outcome::machines)
                .containsExactly(2);
    }

    /** The cost has several valleys: where they are not searched one by one, a hundredth may be lost. */
    @Test
    void theBestIsAsGoodAsTheBestOfAllCounts() {
        SplittableRandom random = new SplittableRandom(11);
        int exact = 0;
        int cases = 300;
        double lost = 0;
        for (int i = 0; i < cases; i++) {
            ScheduleTest one = new ScheduleTest();
            one.worth = 0.1 * (1 << random.nextInt(10));
            one.slotsEach = 1 + random.nextInt(3);
            one.worthOfRest = random.nextInt(3) * 0.4;
            one.terms = random.nextBoolean() ? BillingTerms.HOURLY : BillingTerms.PER_SECOND;
            for (int kinds = random.nextInt(1, 5); kinds > 0; kinds--) {
                one.jobs(random.nextInt(1, 12), random.nextInt(20, 3000));
            }
            for (int free = random.nextInt(4); free > 0; free--) {
                one.slots.add(Duration.ofSeconds(random.nextInt(2000)));
            }
            Schedule schedule = one.schedule();
            double least = Double.POSITIVE_INFINITY;
            int most = Math.ceilDiv(one.jobs.size(), one.slotsEach);
            for (int machines = one.slots.isEmpty() ? 1 : 0; machines <= most; machines++) {
                least = Math.min(least, schedule.of(machines).cost());
            }
            double found = schedule.best().cost();
            exact += found <= least + 1e-9 ? 1 : 0;
            lost += found / least - 1;
            assertThat(found).as("case %s", i).isLessThanOrEqualTo(1.05 * least);
        }
        assertThat(exact).isGreaterThan(cases * 9 / 10);
        assertThat(lost / cases).isLessThan(0.01);
    }
}
