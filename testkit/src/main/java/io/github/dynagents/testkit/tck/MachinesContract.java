package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.MachinesFactory;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What every provider of machines must do. Extend it, say which provider and which cloud behind it, and run it as any
 * JUnit test:
 *
 * <pre>{@code
 * class AcmeContractTest extends MachinesContract {
 *     protected Backend backend() {
 *         return new AcmeBackend();
 *     }
 *
 *     protected MachinesFactory factory() {
 *         return new AcmeMachinesFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>The groups are the interfaces that it implements, one file each; {@code docs/contract.md} tells what they mean.
 * Every test has a backend of its own and ends with nothing billed there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MachinesContract
        implements DiscoveryRules,
                ExaminingRules,
                OfferingRules,
                BuyingRules,
                LookFirstRules,
                SettlingRules,
                ListingRules,
                ForeignRules,
                MarkRules,
                AgentRules,
                ReleaseRules,
                TidyRules,
                FailureRules,
                ClosingRules,
                RefusalRules,
                RandomRules {
    private @Nullable Bench bench;
    private @Nullable List<FaultTrial> trials;

    /** The cloud behind the provider; a new and empty one each time. */
    protected abstract Backend backend();

    /** The provider; asked for after each {@link #backend}, and opened on that. */
    protected abstract MachinesFactory factory();

    /**
     * The factories that are found when nobody names one; all that {@link ServiceLoader} finds. Override it where the
     * provider cannot be on the class path because it is made for one backend.
     */
    protected List<MachinesFactory> found() {
        return ServiceLoader.load(MachinesFactory.class, factory().getClass().getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * How many random scripts are played, of some forty calls each; a hundred unless overridden. Fewer do where calls
     * take real time.
     */
    protected int randomScripts() {
        return 100;
    }

    @BeforeEach
    final void open() {
        bench = newBench();
    }

    @AfterEach
    final void leaveNothing() {
        try (Bench used = bench()) {
            used.leavesNothing();
        }
    }

    /** Internal: the bench of the test that runs. */
    @Override
    public final Bench bench() {
        return Objects.requireNonNull(bench, "no test runs");
    }

    /** Internal: one more bench, for tests that need several. */
    @Override
    public final Bench newBench() {
        return new Bench(backend(), this::factory);
    }

    /** Internal. */
    @Override
    public final List<MachinesFactory> foundFactories() {
        return found();
    }

    /** Internal. */
    @Override
    public final int scripts() {
        return randomScripts();
    }

    /** Internal: each call with each fault, tried once for all tests of this class. */
    @Override
    public final List<FaultTrial> trials() {
        List<FaultTrial> known = trials;
        if (known == null) {
            known = FaultTrial.all(this);
            trials = known;
        }
        return known;
    }
}
