package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Purchase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a machine, run as its pod runs it. */
class RunningPodTest {
    private static final Duration LONG = Duration.ofMinutes(15);

    @TempDir
    Path directory;

    @BeforeAll
    static void canBeHad() throws Exception {
        RunningPod.canBeHad();
    }

    private static Purchase purchase(OnTerm onTerm, Duration ttl) {
        return Samples.purchase(Samples.shared(), onTerm, ttl, Instant.now());
    }

    private RunningPod run(Purchase purchase) throws Exception {
        return new RunningPod(directory, purchase, Samples.shared());
    }

    /** Its probe says so as soon as the agent is started: before it is what it will be, SIGTERM would just end it. */
    private static void comesUp(RunningPod pod) throws Exception {
        pod.eventually("it is ready", pod::isReady);
        pod.eventually("its agent runs", () -> !pod.events().isEmpty());
    }

    @Test
    void aPodThatIsDeletedLetsItsAgentFinish() throws Exception {
        try (RunningPod pod = run(purchase(OnTerm.FINISHES_JOBS, LONG))) {
            comesUp(pod);
            pod.hasJob(true);
            pod.sigterm();
            pod.eventually("the agent is told", () -> pod.events().contains("told"));
            pod.sigterm(); // as a kubelet that was restarted does
            assertThat(pod.isAlive()).as("it waits for its job").isTrue();
            pod.hasJob(false);
            assertThat(pod.ends()).isZero();
            assertThat(pod.events())
                    .hasSize(3)
                    .anyMatch(event -> event.startsWith("run run --rm --name dynagents-agent"))
                    .containsOnlyOnce("told")
                    .contains("finished teal " + Samples.SECRET);
        }
    }

    @Test
    void aPodWhoseLeaseDoesNotMoveEnds() throws Exception {
        Duration ttl = Duration.ofSeconds(5);
        try (RunningPod pod = run(purchase(OnTerm.FINISHES_JOBS, ttl))) {
            assertThat(pod.ends()).isZero();
            assertThat(pod.events()).contains("told");
        }
    }

    @Test
    void aPodThatHasWaitedForItsNodeForLongerThanAnybodyWouldEndsAtOnce() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofHours(3));
        try (RunningPod pod = run(Samples.purchase(Samples.shared(), OnTerm.FINISHES_JOBS, LONG, longAgo))) {
            assertThat(pod.ends()).isOne();
            assertThat(pod.events()).isEmpty();
        }
    }

    @Test
    void aDrainMarkTellsTheAgentAndThePodStays() throws Exception {
        Purchase purchase = purchase(OnTerm.FINISHES_JOBS, LONG);
        try (RunningPod pod = run(purchase)) {
            comesUp(pod);
            pod.marks(purchase.lease().withDraining(true));
            pod.eventually("the agent has finished", () -> pod.events().contains("finished teal " + Samples.SECRET));
            pod.eventually("it is not ready any more", () -> !pod.isReady());
            assertThat(pod.isAlive()).isTrue();
        }
    }

    @Test
    void anAgentThatSigtermKillsIsToldOnlyOnceItMayStop() throws Exception {
        Purchase purchase = purchase(OnTerm.KILLS_JOBS, LONG);
        Lease drain = purchase.lease().withDraining(true);
        try (RunningPod pod = run(purchase)) {
            comesUp(pod);
            pod.mayStop(); // before the drain has come, it means nothing
            pod.marks(drain);
            pod.eventually("the agent is told", () -> pod.events().contains("told"));
            pod.eventually("it is not ready any more", () -> !pod.isReady());
            assertThat(pod.isAlive()).isTrue();
        }
    }
}
