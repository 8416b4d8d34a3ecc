package io.github.dynagents.testkit.tck;

import io.github.dynagents.testkit.cloud.FakeClouds;

class FakeEc2ContractTest extends FakeCloudContract {
    FakeEc2ContractTest() {
        super(FakeClouds::ec2);
    }
}
