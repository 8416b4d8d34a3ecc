package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.MachinesContract;
import java.util.List;
import java.util.function.Supplier;

/** The contract on the plain cloud, for the right provider or for the one that is on trial. */
abstract class PlainContract extends MachinesContract {
    /** Whom {@link MutantsTest} tries now; the right one otherwise. */
    static Supplier<MachinesFactory> onTrial = PlainFactory::new;

    private final Flavour flavour;

    PlainContract(Flavour flavour) {
        this.flavour = flavour;
    }

    @Override
    protected Backend backend() {
        return new PlainBackend(flavour);
    }

    @Override
    protected MachinesFactory factory() {
        return onTrial.get();
    }

    @Override
    protected List<MachinesFactory> found() {
        return List.of(factory());
    }

    @Override
    protected int randomScripts() {
        return 20;
    }
}
