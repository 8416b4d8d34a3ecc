package io.github.dynagents.gcp;

import java.time.Duration;

/**
 * How long things take at the fake.
 *
 * @param vm from a node pool's creation to its virtual machines, whose bill then begins
 * @param poolUp from a node pool's creation until it is up
 * @param poolDown from a node pool's deletion until it is gone
 * @param nodeShown from a virtual machine to its node
 * @param nodeReady from a node until it is ready
 * @param scan from when a pod cannot be placed until the autoscaler adds a node for it
 * @param unneeded for how long a node must be empty until the autoscaler removes it
 * @param recreated from the end of a virtual machine that nobody asked for until its instance group makes another
 * @param podStart from when a pod is placed until its processes run
 * @param agentStart from then until its agent runs
 * @param podEnd from the end of its agent until the pod has ended
 * @param orphaned from the end of a node until its pods are removed
 * @param notice what a preempted node is told ahead
 */
record FakeTimes(
        Duration vm,
        Duration poolUp,
        Duration poolDown,
        Duration nodeShown,
        Duration nodeReady,
        Duration scan,
        Duration unneeded,
        Duration recreated,
        Duration podStart,
        Duration agentStart,
        Duration podEnd,
        Duration orphaned,
        Duration notice) {
    /** As others have seen them. */
    static FakeTimes usual() {
        return new FakeTimes(
                Duration.ofSeconds(30),
                Duration.ofSeconds(70),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(40),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(6),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
    }

    /** For who waits in real time. */
    static FakeTimes quick(Duration poolUp, Duration nodeReady, Duration poolDown, Duration unneeded) {
        Duration second = Duration.ofSeconds(1);
        return new FakeTimes(
                poolUp.dividedBy(2),
                poolUp,
                poolDown,
                poolUp.dividedBy(2),
                nodeReady,
                second,
                unneeded,
                second.multipliedBy(5),
                second,
                second,
                second,
                second.multipliedBy(5),
                second.multipliedBy(5));
    }
}
