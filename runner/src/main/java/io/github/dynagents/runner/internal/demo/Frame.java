package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The day at one instant on one screen of 80 by 24. */
final class Frame {
    /** How high a screen is. */
    static final int HEIGHT = 24;

    private static final int SPARK_MINUTES = 15;
    private static final int MACHINE_ROWS = 8;
    private static final int DECISIONS = 5;

    private final Day day;
    private final long seed;
    private final List<Line> lines = new ArrayList<>();

    private Frame(Day day, long seed) {
        this.day = day;
        this.seed = seed;
    }

    /** What to show now: 24 lines. */
    static List<Line> of(Day day, long seed) {
        Frame frame = new Frame(day, seed);
        frame.header();
        frame.queue();
        frame.machines();
        frame.money();
        frame.decisions();
        return frame.lines;
    }

    private void header() {
        Line title = Line.of(Style.BOLD, "dynagents demo")
                .add("   Monday ")
                .add(Style.BOLD, Clock.of(day.now()))
                .add(Style.DIM, "   seed " + seed);
        lines.add(
                day.daemonRuns()
                        ? title.right(Style.GREEN, "● the daemon runs")
                        : title.right(Style.RED, "✗ the daemon is dead: kill -9"));
        lines.add(Line.of(
                Style.DIM,
                "buys: hourly at " + Dollars.of(Day.HOURLY_PRICE) + " a begun hour, " + Day.HOURLY_MOST
                        + " at most; second at " + Dollars.of(Day.SECOND_PRICE) + "/h by the second"));
    }

    private void queue() {
        List<Job> jobs = day.queue();
        long running = jobs.stream().filter(job -> job.agent().isPresent()).count();
        lines.add(Line.of(Style.BOLD, "QUEUE")
                .at(10)
                .add(Style.YELLOW, (jobs.size() - running) + " waiting")
                .add("  ")
                .add(Style.GREEN, running + " running")
                .add("  " + day.finished().size() + " done")
                .right(Style.DIM, "by quarters since " + Clock.of(Day.START)));
        List<Integer> queued = day.history().jobs(SPARK_MINUTES);
        List<Integer> alive = day.history().machines(SPARK_MINUTES);
        int most = Stream.concat(queued.stream(), alive.stream())
                .max(Integer::compare)
                .orElse(1);
        spark("jobs", Style.YELLOW, queued, most);
        spark("machines", Style.CYAN, alive, most);
        lines.add(new Line().at(Bar.START).add(Style.DIM, Bar.legend()));
    }

    private void spark(String name, Style style, List<Integer> numbers, int most) {
        int room = Line.WIDTH - 10;
        List<Integer> latest = numbers.subList(Math.max(0, numbers.size() - room), numbers.size());
        lines.add(Line.of(Style.PLAIN, "  " + name).at(10).add(style, Sparkline.of(latest, most)));
    }

    private void machines() {
        List<Machine> machines = day.machines();
        lines.add(Line.of(Style.BOLD, "MACHINES")
                .at(10)
                .add(machines.size() + " of " + Day.MOST)
                .at(Bar.START)
                .add(Style.DIM, Bar.axis())
                .at(Bar.START + Bar.WIDTH)
                .add(Style.DIM, " lease doing"));
        int shown = machines.size() > MACHINE_ROWS ? MACHINE_ROWS - 1 : machines.size();
        Map<MachineName, Job> work = day.work();
        for (Machine machine : machines.subList(0, shown)) {
            lines.add(Bar.line(day, machine, work));
        }
        if (shown < machines.size()) {
            lines.add(Line.of(Style.DIM, "and " + (machines.size() - shown) + " more"));
        }
        Collections.nCopies(Math.max(0, MACHINE_ROWS - machines.size()), "").forEach(nothing -> blank());
    }

    private void money() {
        Duration time = day.passed();
        int peak = Math.max(1, day.history().mostAtWork());
        lines.add(Line.of(Style.BOLD, "MONEY")
                .at(10)
                .add("spent ")
                .add(Style.GREEN, Dollars.of(day.spent()))
                .add("; always on at " + Dollars.of(Day.HOURLY_PRICE) + "/h: one " + Dollars.of(AlwaysOn.cost(1, time))
                        + ", the peak's " + peak + " ")
                .add(Style.YELLOW, Dollars.of(AlwaysOn.cost(peak, time))));
        lines.add(worstCase());
        blank();
    }

    private Line worstCase() {
        Line line = new Line().at(10);
        Outage outage = day.outage();
        return day.bound()
                .map(bound -> outage.comeback().isPresent() && outage.outcome().isEmpty()
                        ? sinceKill(
                                line,
                                outage,
                                " (" + outage.comeback().orElseThrow().adopted().size() + " adopted)")
                        : line.add("worst case if the daemon dies now: ")
                                .add(Style.BOLD, Dollars.of(bound.most()))
                                .add(bound.most().micros() == 0 ? "" : ", all gone by " + Clock.of(bound.latest())))
                .orElseGet(() -> sinceKill(line, outage, ""));
    }

    private static Line sinceKill(Line line, Outage outage, String more) {
        return line.add("worst case printed before: ")
                .add(Style.BOLD, Dollars.of(outage.promise().orElseThrow().worstCase()))
                .add(", spent since the kill: ")
                .add(Style.RED, Dollars.of(outage.spentSinceKill()))
                .add(more);
    }

    private void decisions() {
        List<Journal.Entry> last = day.journal().last(DECISIONS);
        for (int i = 0; i < last.size(); i++) {
            decision(last.get(i), i == last.size() - 1);
        }
        while (lines.size() < HEIGHT) {
            blank();
        }
    }

    /** The newest has room for all of its reason. */
    private void decision(Journal.Entry entry, boolean newest) {
        String head = Clock.of(entry.at()) + " " + entry.what() + " " + entry.whom() + ": ";
        String why = entry.why();
        int room = Line.WIDTH - head.length();
        boolean wraps = newest && why.length() > room;
        int split = wraps ? why.lastIndexOf(' ', room) : why.length();
        lines.add(Line.of(Style.DIM, Clock.of(entry.at()) + " ")
                .add(entry.style(), entry.what())
                .add(" " + entry.whom() + ": ")
                .add(Style.DIM, why.substring(0, split)));
        if (wraps) {
            lines.add(new Line().at(6).add(Style.DIM, why.substring(split + 1)));
        }
    }

    private void blank() {
        lines.add(new Line());
    }
}
