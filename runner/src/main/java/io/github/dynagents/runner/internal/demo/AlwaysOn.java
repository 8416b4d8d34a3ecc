package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is compared with: so many machines that are on from the start to the end of the demo, at the lower of the two
 * prices and for just that time, running the same jobs first come, first served.
 */
record AlwaysOn(int machines, Money cost, Waits waits) {
    static AlwaysOn of(int machines, Duration time, Workload jobs) {
        PriorityQueue<Duration> free = new PriorityQueue<>();
        for (int i = 0; i < machines; i++) {
            free.add(Duration.ZERO);
        }
        List<Duration> waits = new ArrayList<>();
        for (Arrival arrival : jobs.arrivals()) {
            Duration next = free.remove();
            Duration start = next.compareTo(arrival.at()) > 0 ? next : arrival.at();
            waits.add(start.minus(arrival.at()));
            free.add(start.plus(arrival.work().duration()));
        }
        return new AlwaysOn(machines, cost(machines, time), new Waits(waits));
    }

    /** What so many cost for so long, without rounding up. */
    static Money cost(int machines, Duration time) {
        return Day.HOURLY_PRICE.forTime(time).times(machines);
    }
}
