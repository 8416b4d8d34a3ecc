package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;

/** Clouds that behave as known ones do. They sell nothing yet. */
public final class FakeClouds {
    private FakeClouds() {}

    /** As EC2: a client token, live tags, power-off terminates, lists lag by seconds. */
    public static FakeCloud ec2(VirtualTime time) {
        return new FakeCloud(
                time,
                "ec2",
                Capabilities.builder(Once.NATIVE_TOKEN, LeaseChannel.LIVE, End.SELF_TERMINATES)
                        .listLag(Duration.ofSeconds(10))
                        .markReaches(Duration.ofSeconds(20))
                        .removedWithin(Duration.ofMinutes(1))
                        .can(Capability.RESTART_AGENT, Capability.SHOWS_INTERRUPTION)
                        .build());
    }

    /** As ECS on EC2: as EC2, but agents are tasks that are started, stopped and seen from outside. */
    public static FakeCloud ecs(VirtualTime time) {
        return new FakeCloud(
                time,
                "ecs",
                Capabilities.builder(Once.NATIVE_TOKEN, LeaseChannel.LIVE, End.SELF_TERMINATES)
                        .listLag(Duration.ofSeconds(10))
                        .markReaches(Duration.ofSeconds(20))
                        .removedWithin(Duration.ofMinutes(1))
                        .can(
                                Capability.START_AGENT,
                                Capability.STOP_AGENT,
                                Capability.RESTART_AGENT,
                                Capability.SHOWS_AGENT,
                                Capability.SHOWS_INTERRUPTION)
                        .build());
    }

    /**
     * As GKE: unique names, five machines coming up at a time, pods that are seen and stopped by deleting them, nodes
     * removed some ten minutes after a pod that ended by itself.
     */
    public static FakeCloud gke(VirtualTime time) {
        return new FakeCloud(
                        time,
                        "gke",
                        Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.CLOUD_REMOVES)
                                .listLag(Duration.ofSeconds(2))
                                .markReaches(Duration.ofMinutes(1))
                                .removedWithin(Duration.ofMinutes(12))
                                .parallelBuys(5)
                                .parallelBoots(5)
                                .can(Capability.STOP_AGENT, Capability.SHOWS_AGENT)
                                .build())
                .goesWithItsAgent(true);
    }

    /** As Droplets: no token, no live tags, billed until released. */
    public static FakeCloud droplets(VirtualTime time) {
        return new FakeCloud(
                time,
                "droplets",
                Capabilities.builder(Once.LOOK_FIRST, LeaseChannel.AT_BIRTH, End.ONLY_RELEASE)
                        .listLag(Duration.ofSeconds(5))
                        .removedWithin(Duration.ofSeconds(30))
                        .build());
    }

    /** As processes on one host: unique names, files as marks, gone at once. */
    public static FakeCloud processes(VirtualTime time) {
        return new FakeCloud(
                time,
                "processes",
                Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
                        .markReaches(Duration.ofSeconds(1))
                        .removedWithin(Duration.ofSeconds(2))
                        .listEvery(Duration.ofSeconds(2))
                        .can(Capability.STOP_AGENT, Capability.RESTART_AGENT, Capability.SHOWS_AGENT)
                        .build());
    }
}
