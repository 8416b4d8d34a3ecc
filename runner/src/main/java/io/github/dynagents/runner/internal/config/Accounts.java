package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.runner.internal.plugin.BrokenPlugin;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the providers of accounts, and checks the accounts' settings as their providers tell. */
final class Accounts {
    private final Reading reading;
    private final String owner;
    private final Plugins plugins;
    private final SortedMap<String, Account> ready = new TreeMap<>();

    Accounts(Reading reading, String owner, Plugins plugins) {
        this.reading = reading;
        this.owner = owner;
        this.plugins = plugins;
    }

    /** Those without errors, by name. */
    SortedMap<String, Account> ready() {
        return Collections.unmodifiableSortedMap(ready);
    }

    void read(
            String name,
            String providerName,
            Optional<Integer> limit,
            RawOptions options,
            SortedMap<String, RawOptions> templates) {
        String path = "accounts." + name;
        Optional<Provider> provider = plugins.named(providerName);
        if (provider.isEmpty()) {
            reading.error(path + ".provider", noProvider(reading.written(path + ".provider"), providerName));
            return;
        }
        OptionBinder binder = new OptionBinder(reading);
        Settings settings = binder.bind(options, provider.get().accountOptions());
        SortedMap<String, Settings> kinds = new TreeMap<>();
        templates.forEach((template, raw) ->
                kinds.put(template, binder.bind(raw, provider.get().templateOptions())));
        Account account =
                new Account(name, owner, limit, provider.get(), settings, Collections.unmodifiableSortedMap(kinds));
        if (!reading.problems().anyError()) {
            tryOpening(path, account);
        }
        ready.put(name, account);
    }

    private String noProvider(String written, String name) {
        List<String> known = new ArrayList<>();
        plugins.providers().forEach(provider -> known.add(provider.name()));
        StringBuilder what = new StringBuilder("there is no provider " + written + Nearest.hint(name, known));
        if (known.isEmpty()) {
            what.append("; put a provider's jar into the plugins folder");
        }
        plugins.unusable().forEach(unusable -> what.append("; not usable: ").append(unusable));
        return what.toString();
    }

    /** What only the provider can tell: whether its settings make sense together. */
    private void tryOpening(String path, Account account) {
        try (Machines machines = account.open(InstantSource.system())) {
            machines.capabilities();
        } catch (IllegalArgumentException | BrokenPlugin e) {
            reading.problems().keyError(path, reading.places().ofKey(path), String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            reading.problems().keyError(path, reading.places().ofKey(path), account.provider() + " failed: " + e);
        }
    }
}
