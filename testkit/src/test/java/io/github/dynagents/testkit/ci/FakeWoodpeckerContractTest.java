package io.github.dynagents.testkit.ci;

import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.CiServerContract;

class FakeWoodpeckerContractTest extends CiServerContract {
    @Override
    protected CiBackend backend() {
        return new FakeCiBackend(FakeCiServer::woodpecker);
    }
}
