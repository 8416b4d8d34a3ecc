package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One machine on one line. Its bar lies on a time axis that all bars share: what it has worked and idled until now, and
 * what is paid already from now on, up to its boundary.
 */
final class Bar {
    /** The column at which bars begin. */
    static final int START = 22;

    private static final int BEFORE = 20;
    private static final int AFTER = 15;
    private static final int CELL_MINUTES = 4;
    /** How wide a bar is. */
    static final int WIDTH = BEFORE + 1 + AFTER;

    private static final char WORKED = '█';
    private static final char IDLED = '▒';
    private static final char PAID = '░';
    private static final char BOUNDARY = '┃';
    private static final char NOW = '│';

    private Bar() {}

    /** What stands above the bars. */
    static String axis() {
        String before = "-" + BEFORE * CELL_MINUTES + "m";
        String after = "+" + AFTER * CELL_MINUTES + "m";
        String now = "now" + NOW;
        return before
                + " ".repeat(BEFORE + 1 - before.length() - now.length())
                + now
                + " ".repeat(AFTER - after.length())
                + after;
    }

    /** What the bars are made of. */
    static String legend() {
        return WORKED + " worked  " + IDLED + " idle  " + PAID + " paid ahead  " + BOUNDARY + " end of a paid hour";
    }

    static Line line(Day day, Machine machine, Map<MachineName, Job> work) {
        Optional<Job> job = Optional.ofNullable(work.get(machine.name()));
        Line line = Line.of(Style.PLAIN, machine.name().value()).at(14);
        line.add(Style.DIM, day.isHourly(machine) ? "hourly" : "second").at(START);
        cells(line, day, machine);
        Duration left = machine.lease()
                .map(lease -> Duration.between(day.now(), lease.until()))
                .orElse(Duration.ZERO);
        boolean over = left.isNegative() || left.isZero() || day.journal().windsDown(machine.name());
        line.add(over ? Style.RED : Style.PLAIN, " " + (over ? " over" : Clock.left(left)) + " ");
        return line.add(style(machine, over), doing(machine, job, over));
    }

    private static Style style(Machine machine, boolean over) {
        return over || machine.state() == MachineState.STOPPING ? Style.RED : Style.PLAIN;
    }

    private static String doing(Machine machine, Optional<Job> job, boolean over) {
        boolean drains = machine.lease().filter(Lease::draining).isPresent();
        return switch (machine.state()) {
            case STARTING -> "boots";
            case STOPPING, REMNANT -> "is leaving";
            case UP ->
                job.map(j -> over || drains
                                ? "ends " + j.pipeline()
                                : j.repo().substring(j.repo().indexOf('/') + 1) + " " + j.pipeline())
                        .orElse(drains ? "drains" : "idle");
        };
    }

    private static void cells(Line line, Day day, Machine machine) {
        BillingTerms terms = day.isHourly(machine) ? Day.HOURLY_TERMS : BillingTerms.PER_SECOND;
        Instant paidUntil = terms.paidUntil(machine.created(), day.now());
        int minute = (int) day.passed().toMinutes();
        int born = (int) Duration.between(Day.START, machine.created()).toMinutes();
        int end = (int) Duration.between(Day.START, paidUntil).toMinutes();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int cell = -BEFORE; cell < AFTER; cell++) {
            int from = minute + cell * CELL_MINUTES;
            int to = from + CELL_MINUTES;
            boolean boundary = day.isHourly(machine) && crosses(born, from, to);
            if (cell < 0) {
                before.append(to <= born ? ' ' : boundary ? BOUNDARY : used(day, machine, from, to));
            } else {
                boolean last = end >= from && end < to;
                after.append(last && end > minute + 1 ? BOUNDARY : end >= to ? PAID : ' ');
            }
        }
        line.add(Style.GREEN, before.toString())
                .add(Style.BOLD, String.valueOf(NOW))
                .add(Style.CYAN, after.toString());
    }

    private static char used(Day day, Machine machine, int from, int to) {
        return day.history().worked(machine.name(), from, to) * 2 >= CELL_MINUTES ? WORKED : IDLED;
    }

    /** Whether another increment began in these minutes. */
    private static boolean crosses(int born, int from, int to) {
        int increment = (int) Day.HOURLY_TERMS.increment().toMinutes();
        return to - 1 > born
                && Math.floorDiv(to - 1 - born, increment)
                        > Math.floorDiv(Math.max(from, born + 1) - 1 - born, increment);
    }
}
