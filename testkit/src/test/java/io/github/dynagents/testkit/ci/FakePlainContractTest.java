package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.CiServerContract;

/** A server that has none of the optional calls. */
class FakePlainContractTest extends CiServerContract {
    @Override
    protected CiBackend backend() {
        return new FakeCiBackend((time, name) ->
                new FakeCiServer(time, name, CiCapabilities.builder().build(), OnTerm.FINISHES_JOBS));
    }
}
