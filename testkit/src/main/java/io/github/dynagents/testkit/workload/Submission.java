package io.github.dynagents.testkit.workload;

import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;

/** Submits jobs in turn, with one event in the queue at a time, however many there are. */
final class Submission {
    private final Workload workload;
    private final FakeCiServer server;
    private final VirtualTime time;
    private final Instant start;
    private int position;

    Submission(Workload workload, FakeCiServer server, VirtualTime time) {
        this.workload = workload;
        this.server = server;
        this.time = time;
        this.start = time.now();
    }

    void next() {
        if (position < workload.arrivals().size()) {
            Arrival arrival = workload.arrivals().get(position);
            time.at(start.plus(arrival.at()), () -> {
                position++;
                server.submit(arrival.work());
                next();
            });
        }
    }
}
