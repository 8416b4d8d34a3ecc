package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a floor is written. When it is on: {@code FloorsTest}. */
final class FloorTest {
    @Test
    void itIsMachinesDaysHoursAndAZone() {
        assertThat(Floor.parse("2 Mon-Fri 08:00-18:00 Europe/Berlin"))
                .isEqualTo(new Floor(
                        2,
                        new TreeSet<>(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        ZoneId.of("Europe/Berlin")));
    }

    @Test
    void daysMayBeAListAndARangeMayGoRoundTheWeeksEnd() {
        assertThat(days("Mon,wed,SAT-Sun")).hasToString("[MONDAY, WEDNESDAY, SATURDAY, SUNDAY]");
        assertThat(days("Sat-Mon")).hasToString("[MONDAY, SATURDAY, SUNDAY]");
        assertThat(days("Tue-Mon")).hasSize(7);
        assertThat(days("Tue-Tue")).containsExactly(DayOfWeek.TUESDAY);
    }

    private static SortedSet<DayOfWeek> days(String text) {
        return Floor.parse("1 " + text + " 08:00-18:00 UTC").days();
    }

    @Test
    void anHourNeedsNoZeroBeforeItAndADayEndsAtTwentyFour() {
        assertThat(Floor.parse("1  Sun 8:00-24:00  UTC").from()).isEqualTo(LocalTime.of(8, 0));
        assertThat(Floor.parse("1 Sun 8:00-24:00 UTC").until()).isEqualTo(LocalTime.MIDNIGHT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 Mon-Fri 08:00-18:00               | expected machines, days, hours and a time zone, such as
                    2 Mon - Fri 08:00-18:00 UTC         | expected machines, days, hours and a time zone, such as
                    0 Mon-Fri 08:00-18:00 UTC           | its machines: expected a whole number above zero
                    -1 Mon-Fri 08:00-18:00 UTC          | its machines: expected a whole number above zero
                    99999999999 Mon-Fri 08:00-18:00 UTC | its machines: expected a whole number above zero
                    2 Mo-Fr 08:00-18:00 UTC             | its days: expected Mon, Tue
                    2 Mon-Wed-Fri 08:00-18:00 UTC       | its days: expected Mon, Tue
                    2 Mon, 08:00-18:00 UTC              | its days: expected Mon, Tue
                    2 Mon-Fri 8-18 UTC                  | its hours: expected two times of day
                    2 Mon-Fri 08:00-25:00 UTC           | its hours: expected two times of day
                    2 Mon-Fri 24:00-08:00 UTC           | its hours: expected two times of day
                    2 Mon-Fri 08:00-18:00 Europe/Berln  | its time zone: expected a name
                    """)
    void whatIsWrongIsToldByItsPart(String text, String message) {
        assertThatThrownBy(() -> Floor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aFloorAboveALimitIsRejected() {
        List<Floor> three = List.of(Floor.parse("3 Mon-Fri 08:00-18:00 UTC"));
        assertThat(Fleets.one()
                        .linux(pool -> pool.machines(3).floor(three))
                        .build()
                        .pool("linux"))
                .hasValueSatisfying(pool -> assertThat(pool.floor()).isEqualTo(three))
                .hasValueSatisfying(pool ->
                        assertThat(pool.toBuilder().build()).isEqualTo(pool).hasToString(pool.toString()));
        assertThatThrownBy(() -> Fleets.one().linux(pool -> pool.machines(2).floor(three)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool linux: a floor is above its limit of 2 machines");
        Fleets limited = Fleets.one().linux(pool -> pool.floor(three)).limits(Limits.machines(2));
        assertThatThrownBy(limited::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the limit of 2 machines of all pools");
    }
}
