package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Opens accounts of one fake cloud the way a provider's are: by name, with the templates of the configuration. */
public final class FakeMachinesFactory implements MachinesFactory {
    private final FakeCloud cloud;
    private final String name;

    /**
     * A provider of that name.
     *
     * @param name by which the configuration names it
     */
    public FakeMachinesFactory(FakeCloud cloud, String name) {
        this.cloud = cloud;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return List.of();
    }

    @Override
    public List<Option> templateOptions() {
        return List.of();
    }

    /** Opens the account; it sells the offerings of these templates, whatever their settings. */
    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        return new FakeMachines(
                cloud,
                cloud.named(context.account()),
                context.owner(),
                new TreeSet<>(templates.keySet()),
                context.clock());
    }
}
