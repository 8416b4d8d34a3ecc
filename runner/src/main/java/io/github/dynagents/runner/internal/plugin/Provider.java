package io.github.dynagents.runner.internal.plugin;

import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.util.List;
import java.util.SortedMap;

/** A provider that was found: what its factory says of itself, asked once, and where it came from. */
public final class Provider {
    private final MachinesFactory factory;
    private final String origin;
    private final String name;
    private final int spi;
    private final List<Option> accountOptions;
    private final List<Option> templateOptions;

    /** Asks the factory; whatever that throws passes. */
    Provider(MachinesFactory factory, String origin) {
        this.factory = factory;
        this.origin = origin;
        this.name = factory.name();
        this.spi = factory.spi();
        this.accountOptions = List.copyOf(factory.accountOptions());
        this.templateOptions = List.copyOf(factory.templateOptions());
    }

    /** By which the configuration names it. */
    public String name() {
        return name;
    }

    /** The jar, the folder or the class path. */
    public String origin() {
        return origin;
    }

    /** The version of the SPI that it was compiled against. */
    public int spi() {
        return spi;
    }

    public List<Option> accountOptions() {
        return accountOptions;
    }

    public List<Option> templateOptions() {
        return templateOptions;
    }

    /**
     * Opens an account. Its calls run with the plugin's class loader as the thread's own.
     *
     * @throws IllegalArgumentException if the settings make no sense to it; the message names the option
     * @throws BrokenPlugin if it fails otherwise
     */
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        ClassLoader loader = factory.getClass().getClassLoader();
        try {
            return new LoaderBoundMachines(
                    InLoader.call(loader, () -> factory.open(account, templates, context)), loader);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new BrokenPlugin("provider \"" + name + "\" from " + origin + " failed to open: " + Cause.of(e), e);
        }
    }

    @Override
    public String toString() {
        return name + " from " + origin;
    }
}
