package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeCloudBackend;
import io.github.dynagents.testkit.time.VirtualTime;
import java.util.List;
import java.util.function.Function;

/** The contract on a fake cloud. */
abstract class FakeCloudContract extends MachinesContract {
    private final Function<VirtualTime, FakeCloud> kind;
    private FakeCloudBackend backend;

    FakeCloudContract(Function<VirtualTime, FakeCloud> kind) {
        this.kind = kind;
        this.backend = new FakeCloudBackend(kind);
    }

    @Override
    protected Backend backend() {
        backend = new FakeCloudBackend(kind);
        return backend;
    }

    @Override
    protected MachinesFactory factory() {
        return backend.factory();
    }

    @Override
    protected List<MachinesFactory> found() {
        return List.of(factory());
    }
}
