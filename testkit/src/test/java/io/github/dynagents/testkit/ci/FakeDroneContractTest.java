package io.github.dynagents.testkit.ci;

import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.CiServerContract;

class FakeDroneContractTest extends CiServerContract {
    @Override
    protected CiBackend backend() {
        return new FakeCiBackend(FakeCiServer::drone);
    }
}
