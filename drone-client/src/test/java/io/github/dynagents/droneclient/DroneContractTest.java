package io.github.dynagents.droneclient;

import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.CiServerContract;

class DroneContractTest extends CiServerContract {
    @Override
    protected CiBackend backend() {
        return new DroneBackend();
    }
}
