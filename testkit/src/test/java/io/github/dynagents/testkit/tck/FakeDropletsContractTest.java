package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.cloud.FakeClouds;

class FakeDropletsContractTest extends FakeCloudContract {
    FakeDropletsContractTest() {
        super(FakeClouds::droplets);
    }
}
