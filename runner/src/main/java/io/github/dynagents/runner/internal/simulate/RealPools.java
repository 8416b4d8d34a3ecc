package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.runner.internal.command.BadSettings;
import io.github.dynagents.runner.internal.config.Configured;
import io.github.dynagents.runner.internal.daemon.OpenedAccounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the accounts of a configuration what they sell now. */
final class RealPools {
    /** Of what a provider sells it learns by several calls. */
    private static final int CALLS = 3;

    private RealPools() {}

    /** The pools, by name, each with what it may buy; those without anything are refused. */
    static List<RealPool> of(Configured configured) throws BadSettings, InterruptedException {
        Duration patience = configured.config().timeouts().call().multipliedBy(CALLS);
        List<Offering> sold = new ArrayList<>();
        try (OpenedAccounts accounts = open(configured)) {
            for (String broken : accounts.broken()) {
                throw new BadSettings(configured.file() + ": " + broken);
            }
            for (Map.Entry<String, Machines> account : accounts.machines().entrySet()) {
                sold.addAll(offerings(account.getKey(), account.getValue(), patience));
            }
        }
        List<RealPool> pools = new ArrayList<>();
        configured.config().pools().forEach((name, pool) -> pools.add(RealPool.of(name, pool, sold)));
        for (RealPool pool : pools) {
            if (pool.selling().offerings().isEmpty()) {
                throw new BadSettings("pool " + pool.name() + ": its accounts sell nothing for " + pool.platform());
            }
        }
        return pools;
    }

    private static OpenedAccounts open(Configured configured) throws BadSettings {
        try {
            return OpenedAccounts.open(
                    configured.accounts(), configured.config().timeouts().call(), InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new BadSettings(configured.file() + ": " + e.getMessage(), e);
        }
    }

    private static List<Offering> offerings(String account, Machines machines, Duration patience)
            throws BadSettings, InterruptedException {
        FutureTask<List<Offering>> asked = new FutureTask<>(machines::offerings);
        Thread.ofPlatform().daemon().name("offerings-" + account).start(asked);
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new BadSettings("account " + account + " does not tell what it sells: " + why.getMessage(), e);
        } catch (TimeoutException e) {
            throw new BadSettings(
                    "account " + account + " does not tell what it sells: no answer within " + patience.toSeconds()
                            + " s",
                    e);
        }
    }
}
