package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An account, ready to be opened.
 *
 * @param name as configured
 * @param owner the daemon's owner name
 * @param limit how many machines it may have at most, if it says
 * @param provider whose it is
 * @param settings of the account
 * @param templates settings of each kind of machine, by name
 */
public record Account(
        String name,
        String owner,
        Optional<Integer> limit,
        Provider provider,
        Settings settings,
        SortedMap<String, Settings> templates) {
    /**
     * Opens it; makes no call.
     *
     * @throws IllegalArgumentException if the provider says that the settings make no sense together
     * @throws io.github.dynagents.runner.internal.plugin.BrokenPlugin if it fails otherwise
     */
    public Machines open(InstantSource clock) {
        return provider.open(settings, templates, new AccountContext(name, owner, clock));
    }

    private record AccountContext(String account, String owner, InstantSource clock) implements Context {
        @Override
        public System.Logger logger() {
            return System.getLogger("io.github.dynagents.provider." + account);
        }
    }
}
