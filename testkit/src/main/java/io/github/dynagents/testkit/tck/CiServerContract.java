package io.github.dynagents.testkit.tck;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every client of a CI server must do. Extend it, say which client and which server behind it, and run it as any
 * JUnit test:
 *
 * <pre>{@code
 * class AcmeServerContractTest extends CiServerContract {
 *     protected CiBackend backend() {
 *         return new AcmeBackend();
 *     }
 * }
 * }</pre>
 *
 * <p>The groups are the interfaces that it implements, one file each; {@code docs/contract.md} tells what they mean.
 * Every test has a server of its own.
 */
public abstract class CiServerContract
        implements CiOpeningRules,
                CiJobRules,
                CiAgentRules,
                CiEventRules,
                CiFinishedRules,
                CiRestartRules,
                CiFailureRules,
                CiClosingRules {
    private @Nullable CiBench bench;

    /** The CI server behind the client, and how a client of it is opened; a new and empty one each time. */
    protected abstract CiBackend backend();

    @BeforeEach
    final void open() {
        bench = newCi();
    }

    @AfterEach
    final void close() throws IOException {
        ci().close();
    }

    /** Internal: the bench of the test that runs. */
    @Override
    public final CiBench ci() {
        return Objects.requireNonNull(bench, "no test runs");
    }

    /** Internal: one more bench, for tests that need several. */
    @Override
    public final CiBench newCi() {
        return new CiBench(backend());
    }
}
