package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a floor is on. 2026-03-02 is a Monday; Berlin's clock goes on on 2026-03-29 at 2:00 and back on 2026-10-25 at 3:00. */
final class FloorsTest {
    private static final Pool OFFICE = pool("2 Mon-Fri 08:00-18:00 Europe/Berlin");

    private static Pool pool(String... floors) {
        return Fleets.one()
                .linux(pool ->
                        pool.floor(Arrays.stream(floors).map(Floor::parse).toList()))
                .build()
                .pools()
                .get(0);
    }

    private static Optional<Instant> change(Pool pool, String now) {
        return Floors.nextChange(pool, Instant.parse(now));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T06:59:59Z, 0, 2026-03-02T07:00:00Z",
        "2026-03-02T07:00:00Z, 2, 2026-03-02T17:00:00Z",
        "2026-03-02T16:59:59Z, 2, 2026-03-02T17:00:00Z",
        "2026-03-02T17:00:00Z, 0, 2026-03-03T07:00:00Z",
        "2026-03-06T17:00:00Z, 0, 2026-03-09T07:00:00Z", // over the weekend
        "2026-03-27T17:00:00Z, 0, 2026-03-30T06:00:00Z", // and its clock goes on
        "2026-10-23T16:00:00Z, 0, 2026-10-26T07:00:00Z", // and back
    })
    void itIsOnByTheClockOfItsZone(Instant now, int machines, Instant change) {
        assertThat(Floors.at(OFFICE, now)).isEqualTo(machines);
        assertThat(Floors.nextChange(OFFICE, now)).contains(change);
    }

    @Test
    void aPoolWithoutAFloorNeedsNothingAndNeverWill() {
        assertThat(Floors.at(pool(), Instant.parse("2026-03-02T12:00:00Z"))).isZero();
        assertThat(change(pool(), "2026-03-02T12:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T21:59:59Z, 0",
        "2026-03-06T22:00:00Z, 1",
        "2026-03-07T05:59:59Z, 1", // Saturday morning belongs to Friday's night
        "2026-03-07T06:00:00Z, 0",
        "2026-03-06T05:00:00Z, 0", // Friday morning would belong to Thursday's
    })
    void hoursMayGoOverMidnight(Instant now, int machines) {
        assertThat(Floors.at(pool("1 Fri 22:00-06:00 UTC"), now)).isEqualTo(machines);
    }

    @Test
    void aWholeWeekNeverChanges() {
        Pool always = pool("1 Mon-Sun 00:00-24:00 Europe/Berlin");
        assertThat(Floors.at(always, Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo(1);
        assertThat(change(always, "2026-03-28T12:00:00Z")).isEmpty();
        assertThat(change(pool("1 Mon-Sun 08:00-08:00 UTC"), "2026-03-28T12:00:00Z"))
                .isEmpty();
    }

    @Test
    void aDayIsAsLongAsItsClockMakesIt() {
        Pool sunday = pool("1 Sun 00:00-24:00 Europe/Berlin");
        assertThat(length(sunday, "2026-03-28T12:00:00Z")).isEqualTo(Duration.ofHours(23));
        assertThat(length(sunday, "2026-03-21T12:00:00Z")).isEqualTo(Duration.ofHours(24));
        assertThat(length(sunday, "2026-10-24T12:00:00Z")).isEqualTo(Duration.ofHours(25));
    }

    private static Duration length(Pool pool, String before) {
        Instant begin = change(pool, before).orElseThrow();
        return Duration.between(begin, Floors.nextChange(pool, begin).orElseThrow());
    }

    @Test
    void anHourThatTheClockLeavesOutBeginsWhenItGoesOn() {
        Pool early = pool("1 Sun 02:30-04:00 Europe/Berlin");
        assertThat(change(early, "2026-03-28T12:00:00Z")).contains(Instant.parse("2026-03-29T01:30:00Z"));
        Pool lost = pool("1 Sun 02:00-03:00 Europe/Berlin");
        assertThat(change(lost, "2026-03-28T12:00:00Z"))
                .describedAs("no such hour on that Sunday")
                .contains(Instant.parse("2026-04-05T00:00:00Z"));
    }

    @Test
    void whereHoursOverlapTheMostCounts() {
        Pool both = pool("2 Mon-Fri 08:00-18:00 UTC", "5 Mon 10:00-11:00 UTC", "1 Mon-Sun 00:00-24:00 UTC");
        assertThat(Floors.at(both, Instant.parse("2026-03-02T07:00:00Z"))).isEqualTo(1);
        assertThat(Floors.at(both, Instant.parse("2026-03-02T09:00:00Z"))).isEqualTo(2);
        assertThat(Floors.at(both, Instant.parse("2026-03-02T10:30:00Z"))).isEqualTo(5);
        assertThat(change(both, "2026-03-02T10:30:00Z")).contains(Instant.parse("2026-03-02T11:00:00Z"));
    }

    @Test
    void anEdgeThatChangesNothingIsNoChange() {
        Pool seamless = pool("1 Mon 08:00-12:00 UTC", "1 Mon 12:00-18:00 UTC");
        assertThat(change(seamless, "2026-03-02T09:00:00Z")).contains(Instant.parse("2026-03-02T18:00:00Z"));
    }

    @Test
    void nothingChangesBeforeTheNextChangeAndSomethingDoesThen() {
        String[] zones = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"};
        String[] days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] floors = new String[1 + random.nextInt(3)];
            for (int i = 0; i < floors.length; i++) {
                floors[i] = "%d %s-%s %02d:%02d-%02d:%02d %s"
                        .formatted(
                                1 + random.nextInt(3),
                                days[random.nextInt(7)],
                                days[random.nextInt(7)],
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(24),
                                random.nextInt(60),
                                zones[random.nextInt(zones.length)]);
            }
            Pool pool = pool(floors);
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
            int before = Floors.at(pool, now);
            Instant end = Floors.nextChange(pool, now).orElse(now.plus(Duration.ofDays(9)));
            assertThat(end).as("seed %s", seed).isAfter(now);
            for (Instant t = now; t.isBefore(end); t = t.plusSeconds(600)) {
                assertThat(Floors.at(pool, t)).as("seed %s at %s", seed, t).isEqualTo(before);
            }
            Floors.nextChange(pool, now)
                    .ifPresent(change -> assertThat(Floors.at(pool, change)).isNotEqualTo(before));
        }
    }
}
