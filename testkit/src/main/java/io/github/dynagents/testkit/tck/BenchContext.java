package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.Context;
import java.time.InstantSource;

/** What core lends a provider, in a contract. */
record BenchContext(String account, String owner, Pace pace) implements Context {
    @Override
    public InstantSource clock() {
        return pace::now;
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("io.github.dynagents.testkit.tck");
    }
}
