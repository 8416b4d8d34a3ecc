package io.github.dynagents.gcp;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;

/** What every provider must do, over the fake GKE, in mode {@code shared-pool}. */
class SharedPoolContractTest extends MachinesContract {
    @Override
    protected Backend backend() {
        return new SharedPoolBackend();
    }

    /** Calls take real time here, and those without an answer take all of it. */
    @Override
    protected int randomScripts() {
        return 3;
    }

    @Override
    protected MachinesFactory factory() {
        return new GcpMachinesFactory();
    }
}
