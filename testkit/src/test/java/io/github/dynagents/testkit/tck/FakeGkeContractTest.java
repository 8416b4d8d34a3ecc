package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.cloud.FakeClouds;

class FakeGkeContractTest extends FakeCloudContract {
    FakeGkeContractTest() {
        super(FakeClouds::gke);
    }
}
