package io.github.dynagents.testkit.workload;

import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Jobs to come.
 *
 * @param arrivals in the order of their instants; those of one instant in the order given
 */
public record Workload(List<Arrival> arrivals) {
    public Workload {
        arrivals = arrivals.stream().sorted(Comparator.comparing(Arrival::at)).toList();
    }

    /** These jobs. */
    public static Workload of(List<Arrival> arrivals) {
        return new Workload(arrivals);
    }

    /**
     * A team of some ten people: pushes in the working hours of weekdays, now and then in bursts, quiet nights and
     * weekends, a nightly build. Begins on a Monday at midnight; some 80 jobs a weekday.
     */
    public static Workload smallTeam(long seed, int days) {
        return new SmallTeam(seed).days(days);
    }

    /** From the start to the last arrival. */
    public Duration span() {
        return arrivals.isEmpty() ? Duration.ZERO : arrivals.getLast().at();
    }

    /** How long all jobs run, on a machine of speed 1. */
    public Duration work() {
        return arrivals.stream().map(arrival -> arrival.work().duration()).reduce(Duration.ZERO, Duration::plus);
    }

    /** Submits each job when its time comes; the start is now. */
    public void submitTo(FakeCiServer server, VirtualTime time) {
        new Submission(this, server, time).next();
    }
}
