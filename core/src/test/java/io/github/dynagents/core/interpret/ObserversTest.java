package io.github.dynagents.core.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ObserversTest {
    private final TestSeam seam = new TestSeam();
    private final List<String> calls = new ArrayList<>();
    private final ScriptedMachines cloud = new ScriptedMachines(Fleets.CLOUD, calls);
    private final ScriptedServer server = new ScriptedServer(false, calls);
    private final Observers observers =
            new Observers(seam, Fleets.one().build(), Map.of("cloud", cloud), Map.of("ci", server), changed -> {});

    @Test
    void beforeAnyAnswerNothingIsKnown() {
        Observation seen = observers.observe();
        assertThat(seen.cloud("cloud").value()).isEmpty();
        assertThat(seen.server("ci").value()).isEmpty();
    }

    @Test
    void eachSourceIsAskedAtItsOwnPace() {
        start();
        seam.pass(Duration.ofMinutes(1));
        assertThat(Collections.frequency(calls, "list")).isEqualTo(7);
        assertThat(Collections.frequency(calls, "queue")).isEqualTo(13);
        assertThat(Collections.frequency(calls, "offerings")).isEqualTo(1);
    }

    @Test
    void anAccountWithoutMachinesIsListedLessOftenAndAtOnceWhenItHasSome() {
        start();
        observers.expectMachinesAt(Collections.emptySortedSet());
        seam.pass(Duration.ofSeconds(10));
        calls.clear();
        seam.pass(Duration.ofSeconds(50));
        assertThat(calls).doesNotContain("list");
        observers.expectMachinesAt(Collections.singleton("cloud"));
        seam.run();
        assertThat(calls).contains("list");
    }

    @Test
    void oneSourceThatFailsLeavesTheOthersAlone() {
        cloud.failure = Optional.of(Failure.of(Failure.Kind.DENIED, "wrong key"));
        start();
        Observation seen = observers.observe();
        assertThat(seen.cloud("cloud").why()).isEqualTo("wrong key");
        assertThat(seen.server("ci").isKnown()).isTrue();
    }

    @Test
    void finishedJobsAreToldOnceAndAskedForFromTheCursorOn() {
        FinishedJob job = FinishedJob.builder(Worlds.job("1"), "r", "p", seam.now(), seam.now())
                .build();
        server.finishes("c1", job);
        start();
        assertThat(observers.observe().finished()).containsExactly(job);
        assertThat(observers.observe().finished()).isEmpty();
        seam.pass(Duration.ofMinutes(1));
        assertThat(calls).contains("finished since ever", "finished since c1");
        assertThat(observers.observe().finished()).isEmpty();
    }

    @Test
    void anEventOfTheServerAsksForItsQueueAtOnce() {
        start();
        calls.clear();
        server.wake.run();
        seam.run();
        assertThat(calls).containsExactly("queue");
    }

    @Test
    void closedOnesAskAndListenNoMore() {
        start();
        observers.close();
        calls.clear();
        server.wake.run();
        seam.pass(Duration.ofHours(1));
        assertThat(calls).isEmpty();
    }

    private void start() {
        observers.start(Map.of("ci", server));
        seam.run();
    }
}
