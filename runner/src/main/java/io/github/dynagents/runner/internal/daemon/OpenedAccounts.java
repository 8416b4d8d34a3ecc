package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.boot.LeaseDesk;
import io.github.dynagents.core.boot.LeaseUrlMachines;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.runner.internal.plugin.BrokenPlugin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accounts whose providers are open. One that fails to open is left out, and told: the rest goes on working. */
public final class OpenedAccounts implements AutoCloseable {
    private final SortedMap<String, Machines> machines = new TreeMap<>();
    private final SortedMap<String, Account> accounts = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    private final Optional<LeaseDesk> desk;

    private OpenedAccounts(Optional<LeaseDesk> desk) {
        this.desk = desk;
    }

    /**
     * Opens them as their clouds are; makes no call.
     *
     * @param call how long to wait for an answer
     * @throws IllegalArgumentException if settings make no sense together
     */
    public static OpenedAccounts open(
            SortedMap<String, io.github.dynagents.runner.internal.config.Account> configured,
            Duration call,
            InstantSource clock) {
        return open(configured, call, Optional.empty(), clock);
    }

    /**
     * Opens them; makes no call.
     *
     * @param call how long to wait for an answer
     * @param desk where machines fetch their marks whose cloud cannot show them any, if anywhere
     * @throws IllegalArgumentException if settings make no sense together
     */
    static OpenedAccounts open(
            SortedMap<String, io.github.dynagents.runner.internal.config.Account> configured,
            Duration call,
            Optional<LeaseDesk> desk,
            InstantSource clock) {
        OpenedAccounts opened = new OpenedAccounts(desk);
        configured.values().forEach(account -> opened.open(account, call, clock));
        return opened;
    }

    private void open(io.github.dynagents.runner.internal.config.Account account, Duration call, InstantSource clock) {
        String name = account.name();
        try {
            Machines provider = marked(account.open(clock));
            int limit = account.limit().orElse(Integer.MAX_VALUE);
            accounts.put(name, new Account(name, limit, provider.capabilities(), call));
            machines.put(name, provider);
        } catch (BrokenPlugin e) {
            broken.add("account " + name + " is left out: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("account " + name + ": " + e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            broken.add("account " + name + " is left out: its provider failed: " + e);
        }
    }

    private Machines marked(Machines provider) {
        boolean fetches = provider.capabilities().leases() != LeaseChannel.LIVE
                && provider.capabilities().can(Capability.LEASE_URL);
        return desk.filter(there -> fetches)
                .map(there -> LeaseUrlMachines.of(provider, there))
                .orElse(provider);
    }

    /** What the policy is told of each, by name. */
    public SortedMap<String, Account> all() {
        return Collections.unmodifiableSortedMap(accounts);
    }

    /** The providers, by account. */
    public SortedMap<String, Machines> machines() {
        return Collections.unmodifiableSortedMap(machines);
    }

    /** What was left out, and why. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    @Override
    public void close() {
        machines.values().forEach(Machines::close);
    }
}
