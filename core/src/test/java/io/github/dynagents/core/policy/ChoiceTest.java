package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which offering is bought, and what is said of it. */
final class ChoiceTest {
    private static final Offering SPOT = offering("spot", "0.06", CapacityType.SPOT);
    private static final Offering ON_DEMAND = offering("od", "0.16", CapacityType.ON_DEMAND);
    private static final int SEEDS = 200;

    private static Offering offering(String id, String price, CapacityType capacity) {
        return Offering.builder(new OfferingId("cloud", id), id, Money.dollars(price))
                .type("c7a.xlarge")
                .capacity(capacity)
                .build();
    }

    private static Choice choice(World world) {
        Draft draft = new Draft(world);
        Room room = Room.of(world, draft.expected());
        return new Choice(
                draft,
                world.fleet().pools().get(0),
                room,
                draft.expected(),
                world.demand().waiting("linux"),
                offering -> 0);
    }

    private static String best(World world) {
        return choice(world).next().orElseThrow().id().value();
    }

    /** So many jobs wait that take that long. */
    private static Worlds jobs(Fleets fleets, int count, Duration each, Offering... offerings) {
        FinishedJob usual = FinishedJob.builder(Worlds.job("0"), "", "", Worlds.NOON, Worlds.NOON.plus(each))
                .build();
        return Worlds.ready(fleets, offerings)
                .finished(usual, usual, usual)
                .pending(IntStream.range(0, count).mapToObj(i -> "j" + i).toArray(String[]::new));
    }

    private static Worlds minutes(int each, Offering... offerings) {
        return jobs(Fleets.one(), 1, Duration.ofMinutes(each), offerings);
    }

    @Test
    void cheapSpotIsBoughtFirst() {
        assertThat(best(minutes(5, SPOT, ON_DEMAND).tick())).isEqualTo("spot");
    }

    @Test
    void withheldSpotFallsBackToOnDemandAndSaysSo() {
        Worlds worlds = minutes(5, SPOT, ON_DEMAND);
        worlds.outcome(new Outcome.BuySent(worlds.purchase("a", SPOT.id()), Price.of(SPOT), worlds.now()))
                .tick();
        worlds.notBought("a", Failure.of(Failure.Kind.NO_CAPACITY, "sold out")).tick();
        Choice choice = choice(worlds.world());
        assertThat(choice.next()).contains(ON_DEMAND);
        assertThat(choice.because(ON_DEMAND).toString())
                .contains(
                        "c7a.xlarge on demand: $0.16 an hour",
                        "; not c7a.xlarge spot, $",
                        " cheaper: cloud:spot is withheld")
                .contains("sold out");
    }

    @Test
    void whatFillsTheLimitOfMoneyFallsBackToWhatFitsIn() {
        Fleets fleets = Fleets.one().limits(new Limits(9, Optional.of(Money.dollars("0.20")), Optional.empty()));
        Offering fast = offering("fast", "0.50", CapacityType.ON_DEMAND).toBuilder()
                .speed(9)
                .build();
        assertThat(best(jobs(fleets, 1, Duration.ofHours(1), fast, ON_DEMAND).tick()))
                .isEqualTo("od");
    }

    /** So often interrupted, each time after half an hour. */
    private static World interrupted(int times, int jobMinutes) {
        Worlds worlds = minutes(jobMinutes, SPOT, ON_DEMAND);
        for (int i = 0; i < times; i++) {
            String name = "m" + i;
            worlds.machine(name, machine -> machine.offering(SPOT.id())).after(Duration.ofMinutes(29));
            worlds.shows(name, machine -> machine.interruptedAt(worlds.now())).after(Duration.ofMinutes(1));
            worlds.hides(name);
        }
        return worlds.after(Duration.ofMinutes(1));
    }

    @Test
    void spotThatIsTakenBackTooOftenLosesToOnDemandAndStaysLost() {
        List<String> chosen = IntStream.range(0, 12)
                .mapToObj(times -> best(interrupted(times, 30)))
                .toList();
        assertThat(chosen.get(0)).isEqualTo("spot");
        assertThat(chosen.get(11)).isEqualTo("od");
        assertThat(chosen.subList(chosen.indexOf("od"), 12)).containsOnly("od");
    }

    @Test
    void shortJobsLoseLittleByInterruptions() {
        assertThat(best(interrupted(11, 1))).isEqualTo("spot");
    }

    /** 390 s at $0.10 an hour more, less 0.02 an hour x 390 s x (150 s of work + 90 s of boot) x $2.06 an hour. */
    @Test
    void theReasonIsOneLineOfWordsAndNumbers() {
        Offering there = SPOT.toBuilder().zone("eu-west-1b").build();
        World world = minutes(5, there, ON_DEMAND).tick();
        assertThat(choice(world).because(there))
                .hasToString("c7a.xlarge spot in eu-west-1b: $0.06 an hour, boots in 90s, interrupted 1 in 50 h;"
                        + " next best c7a.xlarge on demand: $0.0105 dearer");
        assertThatThrownBy(() -> choice(world).because(offering("other", "1", CapacityType.SPOT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cloud:other");
    }

    @Test
    void allThatWasConsideredIsToldWithItsCostAndWhyNot() {
        Fleets fleets = Fleets.one().limits(new Limits(9, Optional.of(Money.dollars("0.10")), Optional.empty()));
        List<Weighed> all = choice(
                        jobs(fleets, 1, Duration.ofMinutes(5), ON_DEMAND, SPOT).tick())
                .weighed();
        assertThat(all).extracting(one -> one.offering().value()).containsExactly("spot", "od");
        assertThat(all.get(0).whyNot()).isEmpty();
        assertThat(all.get(0).interruptedPerHour()).isEqualTo(0.02);
        assertThat(all.get(0).paid()).isEqualTo(Money.dollars(0.06 * 390 / 3600));
        assertThat(all.get(0).waiting()).isEqualTo(Money.dollars(2.0 * 90 / 3600));
        assertThat(all.get(1).whyNot()).contains("the limit of $0.10 an hour is reached");
    }

    private static final Offering BLOCK = offering("block", "0.08", CapacityType.ON_DEMAND).toBuilder()
            .terms(new BillingTerms(Duration.ofSeconds(1), Duration.ofHours(24)))
            .build();

    /** Half the price, a day at least: worth it from half a day on. */
    @Test
    void aBlockBookingIsBoughtForEnoughWorkOnly() {
        assertThat(best(hours(1, BLOCK, ON_DEMAND))).isEqualTo("od");
        assertThat(best(hours(11, BLOCK, ON_DEMAND))).isEqualTo("od");
        assertThat(best(hours(13, BLOCK, ON_DEMAND))).isEqualTo("block");
        assertThat(best(hours(30, BLOCK, ON_DEMAND))).isEqualTo("block");
    }

    private static World hours(int each, Offering... offerings) {
        return jobs(Fleets.one(), 1, Duration.ofHours(each), offerings).tick();
    }

    @Test
    void manyShortJobsAreEnoughWorkWhereNoMoreMachinesMayBeBought() {
        assertThat(best(queue(12, Safety.DEFAULT.maxLife()))).isEqualTo("od");
        assertThat(best(queue(36, Duration.ofHours(30)))).isEqualTo("block");
        assertThat(best(queue(36, Duration.ofHours(8))))
                .describedAs("its life ends before the block pays")
                .isEqualTo("od");
    }

    /** So many jobs of half an hour for the one machine that may be. */
    private static World queue(int jobs, Duration maxLife) {
        Safety usual = Safety.DEFAULT;
        Fleets fleets = Fleets.one()
                .linux(pool -> pool.machines(1))
                .safety(new Safety(
                        usual.lease(),
                        usual.grace(),
                        maxLife,
                        usual.blindFor(),
                        usual.reapEvery(),
                        usual.reapMargin()));
        return jobs(fleets, jobs, Duration.ofMinutes(30), BLOCK, ON_DEMAND).tick();
    }

    @Test
    void nothingWorseInEveryRespectIsEverChosen() {
        random((seed, random, offerings) -> {
            Offering best = chosen(seed, offerings);
            for (Offering one : offerings) {
                List<Offering> more = new ArrayList<>(offerings);
                Offering worse = like(
                        one,
                        "a-worse",
                        one.perHour().micros() + random.nextLong(50_000),
                        it -> it.speed(one.speed() * (1 - random.nextDouble() / 2))
                                .usualBoot(one.usualBoot().plusSeconds(random.nextInt(100))));
                more.add(like(worse, "a-worse", worse.perHour().micros() + 1, it -> it));
                assertThat(chosen(seed, more)).as("seed %s", seed).isEqualTo(best);
            }
        });
    }

    @Test
    void oneMoreThatIsCheaperNeverMakesTheChoiceDearer() {
        random((seed, random, offerings) -> {
            double before = costOfBest(seed, offerings);
            for (Offering one : offerings) {
                List<Offering> more = new ArrayList<>(offerings);
                more.add(like(one, "z-cheaper", random.nextLong(one.perHour().micros()), it -> it));
                assertThat(costOfBest(seed, more)).as("seed %s", seed).isLessThanOrEqualTo(before);
            }
        });
    }

    @Test
    void theChoiceIsTheSameInWhateverOrderTheyAreToldAndNeverMissing() {
        random((seed, random, offerings) -> assertThat(chosen(seed, offerings.reversed()))
                .as("seed %s", seed)
                .isEqualTo(chosen(seed, offerings)));
    }

    private interface Law {
        void check(long seed, SplittableRandom random, List<Offering> offerings);
    }

    private static void random(Law law) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Offering> offerings = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                offerings.add(Offering.builder(
                                new OfferingId("cloud", "o" + i), "t", new Money(1 + random.nextLong(2_000_000)))
                        .terms(new BillingTerms(
                                Duration.ofSeconds(1 + random.nextInt(7200)),
                                Duration.ofSeconds(random.nextInt(90_000))))
                        .capacity(random.nextBoolean() ? CapacityType.SPOT : CapacityType.ON_DEMAND)
                        .speed(0.2 + 2 * random.nextDouble())
                        .usualBoot(Duration.ofSeconds(random.nextInt(900)))
                        .build());
            }
            law.check(seed, random, offerings);
        }
    }

    private static Offering like(Offering one, String id, long micros, UnaryOperator<Offering.Builder> change) {
        return change.apply(Offering.builder(new OfferingId("cloud", id), one.template(), new Money(micros))
                        .terms(one.terms())
                        .capacity(one.capacity())
                        .speed(one.speed())
                        .usualBoot(one.usualBoot()))
                .build();
    }

    private static Choice choice(long seed, List<Offering> offerings) {
        SplittableRandom random = new SplittableRandom(-seed);
        Fleets fleets = Fleets.one()
                .linux(pool -> pool.slots(1 + random.nextInt(4))
                        .worth(new Money(random.nextLong(60_000_000)))
                        .machines(1 + random.nextInt(5)));
        Duration each = Duration.ofSeconds(1 + random.nextInt(20_000));
        return choice(jobs(fleets, 1 + random.nextInt(60), each, offerings.toArray(Offering[]::new))
                .tick());
    }

    private static Offering chosen(long seed, List<Offering> offerings) {
        return choice(seed, offerings).next().orElseThrow();
    }

    private static double costOfBest(long seed, List<Offering> offerings) {
        Weighed best = choice(seed, offerings).weighed().get(0);
        return best.paid().plus(best.waiting()).plus(best.interruptions()).inDollars();
    }
}
