package io.github.dynagents.core.world;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the owner has configured: all that the policy takes as given.
 *
 * @param owner the tag by which this daemon knows its machines; no other daemon may have the same
 * @param accounts by name
 * @param pools in the order in which they are served where money is short
 * @param limits of all pools together
 * @param safety what bounds the bill
 * @param tolerance how much may look wrong before nothing is bought
 */
public record Fleet(
        String owner,
        SortedMap<String, Account> accounts,
        List<Pool> pools,
        Limits limits,
        Safety safety,
        Tolerance tolerance) {
    /** With the usual tolerance of so many machines. */
    public Fleet(String owner, SortedMap<String, Account> accounts, List<Pool> pools, Limits limits, Safety safety) {
        this(owner, accounts, pools, limits, safety, Tolerance.of(limits));
    }

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if two pools share a name, or one buys at an account that is not there, or its floor is above
     *     the limit of machines
     */
    public Fleet {
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
        pools = List.copyOf(pools);
        if (pools.stream().map(Pool::name).distinct().count() < pools.size()) {
            throw new IllegalArgumentException("two pools share a name");
        }
        for (Pool pool : pools) {
            if (pool.floor().stream().anyMatch(floor -> floor.machines() > limits.machines())) {
                throw new IllegalArgumentException("pool " + pool.name() + ": a floor is above the limit of "
                        + limits.machines() + " machines of all pools");
            }
            for (Supply supply : pool.buys()) {
                if (!accounts.containsKey(supply.account())) {
                    throw new IllegalArgumentException(
                            "pool " + pool.name() + " buys at account " + supply.account() + ", which is not there");
                }
            }
        }
    }

    public Optional<Pool> pool(String name) {
        for (Pool pool : pools) {
            if (pool.name().equals(name)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public Account account(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException("no account " + name);
        }
        return account;
    }
}
