package io.github.dynagents.runner.internal.plugin;

import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Spi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The providers that there are. Finding them opens none; what is broken is told and the rest goes on. */
public final class Plugins {
    private static final String CLASS_PATH = "the class path";

    private final SortedMap<String, Provider> providers = new TreeMap<>();
    private final SortedMap<String, List<String>> origins = new TreeMap<>();
    private final List<Unusable> unusable = new ArrayList<>();

    private Plugins() {}

    /**
     * Looks on the daemon's own class path, then in folders.
     *
     * @param folders of jars and of folders of jars; those that don't exist hold none
     * @param daemon the class loader whose packages of core are shared
     */
    public static Plugins find(Collection<Path> folders, ClassLoader daemon) {
        Plugins found = new Plugins();
        found.load(daemon, CLASS_PATH);
        Set<Path> distinct = new LinkedHashSet<>();
        folders.forEach(folder -> distinct.add(folder.toAbsolutePath().normalize()));
        for (Path folder : distinct) {
            try {
                PluginFolder.in(folder).forEach(jars -> found.load(jars, daemon));
            } catch (IOException e) {
                found.unusable.add(new Unusable(folder.toString(), "the folder cannot be read: " + e));
            }
        }
        return found;
    }

    /** Those that can be used, by name. */
    public List<Provider> providers() {
        return List.copyOf(providers.values());
    }

    /** What cannot be used. */
    public List<Unusable> unusable() {
        return List.copyOf(unusable);
    }

    /** The provider of that name, if there is exactly one. */
    public Optional<Provider> named(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    // The loader stays open: the plugin's classes load when they are needed.
    @SuppressWarnings("resource")
    private void load(PluginFolder.Jars jars, ClassLoader daemon) {
        String origin = jars.origin().toString();
        try {
            jars.open();
            PluginLoader loader = new PluginLoader(jars.origin().getFileName().toString(), jars.urls(), daemon);
            if (load(loader, origin) == 0) {
                unusable.add(new Unusable(
                        origin,
                        "no provider is registered in it (META-INF/services/" + MachinesFactory.class.getName() + ")"));
            }
        } catch (IOException e) {
            unusable.add(new Unusable(origin, String.valueOf(e.getMessage())));
        }
    }

    /** Returns how many were found, broken ones too. */
    private int load(ClassLoader loader, String origin) {
        int before = unusable.size();
        List<Provider> found = new ArrayList<>();
        InLoader.run(loader, () -> {
            Iterator<MachinesFactory> factories =
                    ServiceLoader.load(MachinesFactory.class, loader).iterator();
            while (next(factories, origin, found)) {}
        });
        int broken = unusable.size() - before;
        found.forEach(this::add);
        return found.size() + broken;
    }

    /** Returns whether there may be more. Both methods of the iterator move on when they throw. */
    private boolean next(Iterator<MachinesFactory> factories, String origin, List<Provider> found) {
        try {
            if (!factories.hasNext()) {
                return false;
            }
            found.add(new Provider(factories.next(), origin));
        } catch (ServiceConfigurationError e) {
            unusable.add(new Unusable(origin, "its provider cannot be loaded: " + Cause.of(e)));
        } catch (RuntimeException | LinkageError e) {
            unusable.add(new Unusable(origin, "its provider cannot say what it is: " + Cause.of(e)));
        }
        return true;
    }

    private void add(Provider provider) {
        if (provider.spi() > Spi.VERSION) {
            unusable.add(new Unusable(
                    provider.origin(),
                    "provider \"" + provider.name() + "\" needs version " + provider.spi()
                            + " of the provider interface, this daemon has " + Spi.VERSION + "; update dynagents"));
            return;
        }
        List<String> before = origins.computeIfAbsent(provider.name(), name -> new ArrayList<>());
        if (before.isEmpty()) {
            providers.put(provider.name(), provider);
        } else {
            providers.remove(provider.name());
            unusable.add(new Unusable(
                    provider.origin(),
                    "provider \"" + provider.name() + "\" is also in " + String.join(" and ", before)
                            + "; none of them is used until one alone is left"));
        }
        before.add(provider.origin());
    }
}
