package io.github.dynagents.runner.internal.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** The day as plain lines of ASCII: for pipes, files and readers of screens. */
final class Plain {
    private final PrintWriter out;

    Plain(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void entry(Journal.Entry entry) {
        line(Clock.of(entry.at()) + "  " + entry.what() + " " + entry.whom() + ": " + entry.why());
    }

    void status(Day day) {
        long running =
                day.queue().stream().filter(job -> job.agent().isPresent()).count();
        line(String.format(
                Locale.ROOT,
                "%s  == %d waiting, %d running, %d done; %d machines; spent %s, %d always on %s%s",
                Clock.of(day.now()),
                day.queue().size() - running,
                running,
                day.finished().size(),
                day.machines().size(),
                Dollars.of(day.spent()),
                Math.max(1, day.history().mostAtWork()),
                Dollars.of(AlwaysOn.cost(Math.max(1, day.history().mostAtWork()), day.passed())),
                day.bound()
                        .map(bound -> "; worst case " + Dollars.of(bound.most()))
                        .orElse("; the daemon is dead")));
    }
}
