package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.Context;
import java.time.InstantSource;
import java.util.List;

/** What core lends a provider, for tests that open one by themselves. */
public final class TestContext implements Context {
    private final String account;
    private final String owner;
    private final InstantSource clock;
    private final System.Logger logger;

    private TestContext(String account, String owner, InstantSource clock, System.Logger logger) {
        this.account = account;
        this.owner = owner;
        this.clock = clock;
        this.logger = logger;
    }

    /** Of an account and an owner, at the time of that clock; it logs as the JDK does. */
    public static TestContext of(String account, String owner, InstantSource clock) {
        return new TestContext(account, owner, clock, System.getLogger("io.github.dynagents.testkit.tck"));
    }

    /** The same, whose log are these lines: each a level and what is said, without its values. */
    public TestContext loggingInto(List<String> lines) {
        return new TestContext(account, owner, clock, new LineLogger(lines));
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public System.Logger logger() {
        return logger;
    }
}
