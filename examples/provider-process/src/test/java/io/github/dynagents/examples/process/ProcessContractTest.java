package io.github.dynagents.examples.process;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every provider must do, with real processes under the real watchdog. */
class ProcessContractTest extends MachinesContract {
    @TempDir
    private static Path directory;

    private int accounts;

    @Override
    protected MachinesFactory factory() {
        return new ProcessMachinesFactory();
    }

    @Override
    protected Backend backend() {
        return new ProcessBackend(directory.resolve("account-" + ++accounts));
    }

    /** Each of their forty steps may start or end a process. */
    @Override
    protected int randomScripts() {
        return 3;
    }
}
