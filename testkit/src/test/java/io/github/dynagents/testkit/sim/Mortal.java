package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;

/** Clouds on which a daemon dies: by the way in which their machines end without one. */
enum Mortal {
    EC2("marks reach it within 20 s, power-off ends it"),
    ECS("the same, and its agent is a task"),
    GKE("marks reach it within a minute, its node is removed within 12"),
    PROCESSES("a process, marks in a file"),
    DROPLETS("its lease is its whole life, only `reap` ends its bill"),
    LEASE_URL("marks reach it at once, only `reap` ends its bill"),
    LIFELONG("its lease is its whole life, power-off ends it"),
    NO_LEASE("no lease reaches it, only `reap` ends it");

    private final String words;

    Mortal(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean needsReap() {
        return switch (this) {
            case EC2, ECS, GKE, PROCESSES, LIFELONG -> false;
            case DROPLETS, LEASE_URL, NO_LEASE -> true;
        };
    }

    FakeCloud make(VirtualTime time, String name) {
        return new FakeCloud(time, name, grants(time));
    }

    private Capabilities grants(VirtualTime time) {
        return switch (this) {
            case EC2 -> FakeClouds.ec2(time).capabilities();
            case ECS -> FakeClouds.ecs(time).capabilities();
            case GKE -> FakeClouds.gke(time).capabilities();
            case PROCESSES -> FakeClouds.processes(time).capabilities();
            case DROPLETS -> FakeClouds.droplets(time).capabilities();
            case LEASE_URL -> FakeClouds.droplets(time).capabilities().withLeases(LeaseChannel.LIVE, Duration.ZERO);
            case LIFELONG ->
                Capabilities.builder(Once.NATIVE_TOKEN, LeaseChannel.AT_BIRTH, End.SELF_TERMINATES)
                        .listLag(Duration.ofSeconds(10))
                        .can(Capability.STOP_AGENT)
                        .build();
            case NO_LEASE ->
                Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.NONE, End.ONLY_RELEASE)
                        .removedWithin(Duration.ofSeconds(30))
                        .build();
        };
    }
}
