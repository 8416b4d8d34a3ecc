package io.github.dynagents.digitalocean;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What every provider must do, over the fake DigitalOcean. */
class DigitalOceanContractTest extends MachinesContract {
    @Override
    protected Backend backend() {
        try {
            return new FakeBackend();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls take real time here, and those without an answer take all of it. */
    @Override
    protected int randomScripts() {
        return 20;
    }

    @Override
    protected MachinesFactory factory() {
        return new DigitalOceanMachinesFactory();
    }
}
