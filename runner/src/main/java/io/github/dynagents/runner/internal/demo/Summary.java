package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.FinishedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the day came to, in plain words, once it is over. */
final class Summary {
    private Summary() {}

    static List<String> of(Day day) {
        int peak = Math.max(1, day.history().mostAtWork());
        Duration time = day.passed();
        AlwaysOn one = AlwaysOn.of(1, time, day.workload());
        AlwaysOn many = AlwaysOn.of(peak, time, day.workload());
        List<FinishedJob> finished = day.finished();
        Waits all = waits(finished);
        Outage.Promise promise = day.outage().promise().orElseThrow();
        Outage.Return comeback = day.outage().comeback().orElseThrow();
        long completed = finished.stream().filter(FinishedJob::completed).count();
        List<String> lines = new ArrayList<>();
        lines.add("The day is over: " + Clock.of(Day.START) + " to " + Clock.of(day.now()) + ".");
        lines.add("  jobs        " + completed + " of "
                + day.workload().arrivals().size() + " done; waited " + waited(all) + ",");
        lines.add("              " + Clock.of(all.longest()) + " at most, with no daemon for " + Day.OUTAGE.toMinutes()
                + " minutes");
        lines.add("  spent       " + Dollars.of(day.spent()) + " for "
                + day.bill().size() + " machines, " + peak + " at work at once at most");
        lines.add("  always on   one machine " + Dollars.of(one.cost()) + ", and jobs wait " + waited(one.waits()));
        lines.add("              " + peak + " for the peak " + Dollars.of(many.cost()) + ", and jobs wait "
                + waited(many.waits()));
        lines.add("              (both at " + Dollars.of(Day.HOURLY_PRICE)
                + " an hour, the lower price; nights would come on top)");
        lines.add("  kill -9     at " + Clock.of(promise.at()) + " with "
                + promise.machines().size() + " machines; worst case printed before: " + Dollars.of(promise.worstCase())
                + ",");
        lines.add(day.outage()
                .outcome()
                .map(outcome -> "              spent until all of them were gone at " + Clock.of(outcome.at()) + ": "
                        + Dollars.of(outcome.spent()))
                .orElse("              and not all of them are gone"));
        lines.add("              back at " + Clock.of(comeback.at()) + ": "
                + promise.machines().stream()
                        .filter(name -> !comeback.adopted().contains(name))
                        .count()
                + " had ended by themselves, "
                + comeback.adopted().size() + " adopted");
        lines.add("  left now    " + day.machines().size() + " machines, "
                + day.queue().size() + " jobs");
        lines.add("");
        lines.add("Next: ./dynagents init > dynagents.yaml");
        return lines;
    }

    private static String waited(Waits waits) {
        return "median " + Clock.of(waits.median()) + ", p95 " + Clock.of(waits.p95());
    }

    private static Waits waits(List<FinishedJob> jobs) {
        return new Waits(jobs.stream()
                .map(job -> Duration.between(job.created(), job.started()))
                .toList());
    }
}
