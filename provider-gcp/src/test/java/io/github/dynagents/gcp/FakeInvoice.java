package io.github.dynagents.gcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Google bills: the time of virtual machines, by the second, a minute at least. */
final class FakeInvoice {
    /** One virtual machine's time. */
    record Line(String pool, String node, String machineType, boolean spot, Instant from, Instant until) {
        Duration billed() {
            Duration time = Duration.between(from, until);
            Duration whole = Duration.ofSeconds(time.getSeconds() + (time.getNano() > 0 ? 1 : 0));
            return whole.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : whole;
        }
    }

    private final List<Line> ended = new ArrayList<>();

    void ended(FakeNode node, Instant until) {
        ended.add(line(node, until));
    }

    /** All lines up to an instant, those that run on included. */
    List<Line> lines(List<FakeNode> running, Instant now) {
        List<Line> lines = new ArrayList<>(ended);
        running.stream()
                .filter(node -> node.made.isBefore(now))
                .map(node -> line(node, now))
                .forEach(lines::add);
        return List.copyOf(lines);
    }

    private static Line line(FakeNode node, Instant until) {
        return new Line(
                node.pool,
                node.name,
                node.config.getMachineType(),
                node.config.getSpot(),
                node.made,
                until.isBefore(node.made) ? node.made : until);
    }
}
