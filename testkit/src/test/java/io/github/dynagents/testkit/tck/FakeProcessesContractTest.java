package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.cloud.FakeClouds;

class FakeProcessesContractTest extends FakeCloudContract {
    FakeProcessesContractTest() {
        super(FakeClouds::processes);
    }
}
