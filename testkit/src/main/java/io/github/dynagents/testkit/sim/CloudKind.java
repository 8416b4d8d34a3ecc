package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.time.VirtualTime;

/** Clouds that a scenario can be set in. */
enum CloudKind {
    EC2,
    ECS,
    GKE,
    DROPLETS,
    PROCESSES;

    FakeCloud make(VirtualTime time, String name) {
        FakeCloud known = switch (this) {
            case EC2 -> FakeClouds.ec2(time);
            case ECS -> FakeClouds.ecs(time);
            case GKE -> FakeClouds.gke(time);
            case DROPLETS -> FakeClouds.droplets(time);
            case PROCESSES -> FakeClouds.processes(time);
        };
        return new FakeCloud(time, name, known.capabilities()).goesWithItsAgent(this == GKE);
    }
}
