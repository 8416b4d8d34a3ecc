package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Pool;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many machines a pool shall have whatever pays. Keeping lets nothing go that would leave fewer than {@link #at} of now;
 * buying ahead asks for {@link #at} one boot from now, and wakes one boot before {@link #nextChange}. Limits and budgets
 * stand above it: a floor that they cut is not reached.
 */
final class Floors {
    /** The hours come back after a week, and a clock that is moved shifts them by less than a day. */
    private static final int DAYS_AHEAD = 8;

    private Floors() {}

    /** How many at that instant: the most of all that are on. */
    static int at(Pool pool, Instant now) {
        return pool.floor().stream()
                .filter(floor -> floor.isOn(now))
                .mapToInt(Floor::machines)
                .max()
                .orElse(0);
    }

    /** When {@link #at} is next another number; empty if it never is. */
    static Optional<Instant> nextChange(Pool pool, Instant now) {
        int before = at(pool, now);
        return edges(pool, now).stream()
                .filter(edge -> at(pool, edge) != before)
                .findFirst();
    }

    /** When spans begin or end, after now. */
    private static SortedSet<Instant> edges(Pool pool, Instant now) {
        SortedSet<Instant> edges = new TreeSet<>();
        for (Floor floor : pool.floor()) {
            LocalDate today = now.atZone(floor.zone()).toLocalDate();
            for (int day = -1; day <= DAYS_AHEAD; day++) {
                LocalDate date = today.plusDays(day);
                if (floor.days().contains(date.getDayOfWeek())) {
                    edges.add(floor.begin(date));
                    edges.add(floor.end(date));
                }
            }
        }
        edges.removeIf(edge -> !edge.isAfter(now));
        return edges;
    }
}
