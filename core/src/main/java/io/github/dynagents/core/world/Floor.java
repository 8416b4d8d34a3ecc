package io.github.dynagents.core.world;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many machines a pool shall have at least at certain hours, whatever pays.
 *
 * <p>A span begins on each of the days and ends at the next {@code until}: on the day after, if that is not later on the
 * clock; 00:00-24:00 is the whole day. The hours are those that a clock in the zone shows, so that a span is an hour
 * shorter or longer when that clock is moved; an hour that it leaves out begins when it goes on.
 *
 * @param machines at least one
 * @param days on which a span begins; at least one
 * @param from on the clock of the zone
 * @param until on the clock of the zone; midnight ends the day
 */
public record Floor(int machines, SortedSet<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
    private static final String EXAMPLE = "such as 2 Mon-Fri 08:00-18:00 Europe/Berlin";
    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern HOURS = Pattern.compile("(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})");

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if there are no machines or no days
     */
    public Floor {
        if (machines < 1 || days.isEmpty()) {
            throw new IllegalArgumentException("a floor needs a machine and a day, at least");
        }
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /**
     * Reads machines, days, hours and a time zone, as in {@code 2 Mon-Fri 08:00-18:00 Europe/Berlin}. Days may be a list
     * ({@code Mon,Wed,Sat-Sun}); a range may go round the week's end.
     *
     * @throws IllegalArgumentException if it is none; the message tells which part is wrong and what is expected, and
     *     repeats nothing of the text
     */
    public static Floor parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("expected machines, days, hours and a time zone, " + EXAMPLE);
        }
        Matcher hours = HOURS.matcher(parts[2]);
        if (!hours.matches()) {
            throw noHours();
        }
        return new Floor(
                machines(parts[0]), days(parts[1]), time(hours.group(1)), until(hours.group(2)), zone(parts[3]));
    }

    private static int machines(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("its machines: expected a whole number above zero, " + EXAMPLE);
        }
        return Integer.parseInt(text);
    }

    private static SortedSet<DayOfWeek> days(String text) {
        SortedSet<DayOfWeek> days = new TreeSet<>();
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            if (ends.length > 2) {
                throw noDays();
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            days.add(last);
            for (DayOfWeek day = day(ends[0]); !day.equals(last); day = day.plus(1)) {
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        int index = WEEK.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw noDays();
        }
        return DayOfWeek.of(index + 1);
    }

    private static LocalTime until(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : time(text);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() < 5 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw noHours();
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "its time zone: expected a name that the tz database has, such as Europe/Berlin or UTC", e);
        }
    }

    private static IllegalArgumentException noDays() {
        return new IllegalArgumentException("its days: expected Mon, Tue, Wed, Thu, Fri, Sat, Sun, or a range such as"
                + " Mon-Fri, or several with commas");
    }

    private static IllegalArgumentException noHours() {
        return new IllegalArgumentException("its hours: expected two times of day, such as 08:00-18:00");
    }

    /** When the span that belongs to a day begins; whether that day has one is another matter. */
    public Instant begin(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    /** When that span is over. */
    public Instant end(LocalDate day) {
        LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
        return last.atTime(until).atZone(zone).toInstant();
    }

    /** Whether so many machines are to be there then. */
    public boolean isOn(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return isOn(today, now) || isOn(today.minusDays(1), now);
    }

    private boolean isOn(LocalDate day, Instant now) {
        return days.contains(day.getDayOfWeek()) && !now.isBefore(begin(day)) && now.isBefore(end(day));
    }

    @Override
    public String toString() {
        return machines + " " + days + " " + from + "-" + until + " " + zone;
    }
}
