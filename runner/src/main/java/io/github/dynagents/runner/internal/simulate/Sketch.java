package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.testkit.replay.ReplayTimeline;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a replay, as coarse as a plot shows it.
 *
 * @param step between two points
 * @param cost dollars paid by each point, begun increments included
 * @param queue the most jobs that waited from each point to the next
 * @param machines how many there were
 * @param drawn some of them, in the order of their purchases: one of {@code every}
 */
record Sketch(
        Duration step,
        List<Double> cost,
        List<Integer> queue,
        int machines,
        int every,
        List<ReplayTimeline.Life> drawn) {
    private static final int POINTS = 500;
    private static final int MOST_POINTS = 4000;
    private static final int MOST_DRAWN = 3000;

    /** As coarse for all replays of one workload. */
    static Duration step(Workload workload) {
        Duration longest = workload.arrivals().stream()
                .map((Arrival arrival) -> arrival.work().duration())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Duration.ofSeconds(1 + workload.span().plus(longest).toSeconds() / POINTS);
    }

    static Sketch of(ReplayTimeline timeline, Duration step, Instant start, Instant end) {
        int points =
                2 + (int) Math.min(MOST_POINTS, Duration.between(start, end).dividedBy(step));
        int every = Math.max(1, Math.ceilDiv(timeline.machines().size(), MOST_DRAWN));
        List<ReplayTimeline.Life> drawn = new ArrayList<>();
        for (int i = 0; i < timeline.machines().size(); i += every) {
            drawn.add(timeline.machines().get(i));
        }
        return new Sketch(
                step,
                cost(timeline, step, start, points),
                queue(timeline, step, start, points),
                timeline.machines().size(),
                every,
                drawn);
    }

    private static List<Double> cost(ReplayTimeline timeline, Duration step, Instant start, int points) {
        double[] running = new double[points];
        double[] ended = new double[points + 1];
        for (ReplayTimeline.Life life : timeline.machines()) {
            int point = point(life.born(), step, start, points) + 1;
            Instant at = start.plus(step.multipliedBy(point));
            while (point < points && at.isBefore(life.end())) {
                running[point++] +=
                        life.terms().cost(life.perHour(), life.born(), at).inDollars();
                at = at.plus(step);
            }
            ended[Math.min(point, points)] +=
                    life.terms().cost(life.perHour(), life.born(), life.end()).inDollars();
        }
        List<Double> cost = new ArrayList<>();
        double before = 0;
        for (int point = 0; point < points; point++) {
            before += ended[point];
            cost.add(Math.round((before + running[point]) * 1e4) / 1e4);
        }
        return cost;
    }

    private static List<Integer> queue(ReplayTimeline timeline, Duration step, Instant start, int points) {
        List<Integer> queue = new ArrayList<>();
        int last = 0;
        int next = 0;
        List<ReplayTimeline.Queue> changes = timeline.queue();
        for (int point = 0; point < points; point++) {
            int most = last;
            while (next < changes.size() && point(changes.get(next).at(), step, start, points) <= point) {
                last = changes.get(next++).waiting();
                most = Math.max(most, last);
            }
            queue.add(most);
        }
        return queue;
    }

    private static int point(Instant at, Duration step, Instant start, int points) {
        return (int) Math.clamp(Duration.between(start, at).dividedBy(step), 0, points - 1L);
    }
}
