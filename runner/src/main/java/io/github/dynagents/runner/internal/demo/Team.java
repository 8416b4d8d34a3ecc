package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the team pushes: two small teams' working day, and a release shortly before the daemon is killed. */
final class Team {
    private static final Duration RELEASE = Day.UNTIL_KILL.minusMinutes(11);

    private Team() {}

    /** One working day; its start is {@link Day#START}. */
    static Workload day(long seed) {
        List<Arrival> arrivals = new ArrayList<>();
        workingHours(arrivals, Workload.smallTeam(seed, 1));
        workingHours(arrivals, Workload.smallTeam(~seed, 1));
        arrivals.add(release("test", Duration.ofMinutes(7)));
        arrivals.add(release("image", Duration.ofMinutes(8)));
        arrivals.add(release("integration", Duration.ofMinutes(26)));
        arrivals.add(release("release", Duration.ofMinutes(48)));
        return Workload.of(arrivals);
    }

    private static Arrival release(String pipeline, Duration duration) {
        return new Arrival(RELEASE, Work.of("team/api", pipeline, duration));
    }

    private static void workingHours(List<Arrival> arrivals, Workload all) {
        Duration morning = Duration.ofHours(Day.MORNING);
        for (Arrival arrival : all.arrivals()) {
            Duration at = arrival.at().minus(morning);
            if (!at.isNegative() && at.compareTo(Day.LENGTH) < 0) {
                arrivals.add(new Arrival(at, arrival.work()));
            }
        }
    }
}
