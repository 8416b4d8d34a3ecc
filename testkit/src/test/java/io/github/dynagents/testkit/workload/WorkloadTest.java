package io.github.dynagents.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    @Test
    void theSameSeedGivesTheSameWeekAndAnotherSeedAnother() {
        assertThat(Workload.smallTeam(3, 7)).isEqualTo(Workload.smallTeam(3, 7));
        assertThat(Workload.smallTeam(3, 7)).isNotEqualTo(Workload.smallTeam(4, 7));
    }

    @Test
    void aSmallTeamWorksByDayAndRestsAtNightAndOnSundays() {
        Workload weeks = Workload.smallTeam(1, 28);

        assertThat(weeks.arrivals().size() / 20).as("jobs a weekday").isBetween(50, 120);
        assertThat(jobs(weeks, 9, 18)).as("by day").isGreaterThan(8 * jobs(weeks, 20, 24));
        assertThat(weeks.arrivals().stream()
                        .filter(a -> a.at().toDays() % 7 == 6)
                        .count())
                .as("on Sundays")
                .isLessThan(weeks.arrivals().size() / 20);
    }

    @Test
    void jobsAreSubmittedWhenTheirTimeComes() {
        VirtualTime time = new VirtualTime(Instant.parse("2026-03-02T00:00:00Z"), 1);
        FakeCiServer server = FakeCiServer.drone(time, "ci").serves(AgentProfile.of("linux", 1));
        Workload day = Workload.smallTeam(2, 1);
        day.submitTo(server, time);

        time.runFor(Duration.ofHours(12));
        long byNoon = day.arrivals().stream()
                .filter(arrival -> arrival.at().compareTo(Duration.ofHours(12)) <= 0)
                .count();
        assertThat(server.statistics().submitted()).isEqualTo(byNoon);

        time.runFor(Duration.ofHours(12));
        assertThat(server.statistics().submitted()).isEqualTo(day.arrivals().size());
    }

    private static long jobs(Workload workload, int fromHour, int toHour) {
        return workload.arrivals().stream()
                .filter(a -> a.at().toHours() % 24 >= fromHour && a.at().toHours() % 24 < toHour)
                .count();
    }
}
