package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.cloud.FakeClouds;

class FakeEcsContractTest extends FakeCloudContract {
    FakeEcsContractTest() {
        super(FakeClouds::ecs);
    }
}
