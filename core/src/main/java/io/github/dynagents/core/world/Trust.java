package io.github.dynagents.core.world;

import io.github.dynagents.core.spi.Listing;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What may be acted upon.
 *
 * @param notBuying why nothing is bought, by account
 * @param settling accounts that will be known very soon, as after a start: worth waiting for
 * @param blindSince since when a CI server is unknown, by server
 */
public record Trust(
        SortedMap<String, String> notBuying, SortedSet<String> settling, SortedMap<String, Instant> blindSince) {
    static Trust of(Fleet fleet, Observation seen, SortedMap<String, Instant> firstLists) {
        SortedMap<String, String> notBuying = new TreeMap<>();
        SortedSet<String> settling = new TreeSet<>();
        for (Account account : fleet.accounts().values()) {
            whyNot(account, seen, Optional.ofNullable(firstLists.get(account.name())))
                    .ifPresent(why -> notBuying.put(account.name(), why));
            if (isSettling(account, seen, notBuying.containsKey(account.name()))) {
                settling.add(account.name());
            }
        }
        SortedMap<String, Instant> blind = new TreeMap<>();
        for (Pool pool : fleet.pools()) {
            seen.server(pool.server()).blindSince().ifPresent(since -> blind.put(pool.server(), since));
        }
        return new Trust(
                Collections.unmodifiableSortedMap(notBuying),
                Collections.unmodifiableSortedSet(settling),
                Collections.unmodifiableSortedMap(blind));
    }

    private static boolean isSettling(Account account, Observation seen, boolean isUnsure) {
        Observed<Listing> cloud = seen.cloud(account.name());
        boolean isUnpriced = Optional.ofNullable(seen.offerings().get(account.name()))
                .filter(Observed::isNew)
                .isPresent();
        return cloud.isNew() || (cloud.isKnown() && (isUnsure || isUnpriced));
    }

    /** A start without a ledger waits until whatever an earlier daemon had under way has turned up. */
    private static Optional<String> whyNot(Account account, Observation seen, Optional<Instant> firstList) {
        var cloud = seen.cloud(account.name());
        if (!cloud.isKnown()) {
            return Optional.of("its machines cannot be listed: " + cloud.why());
        }
        boolean sure = firstList
                .flatMap(first -> cloud.at().map(last -> !last.isBefore(first.plus(account.settlesWithin()))))
                .orElse(false);
        return sure ? Optional.empty() : Optional.of("waiting for purchases of an earlier start to show");
    }

    public boolean mayBuyAt(String account) {
        return !notBuying.containsKey(account);
    }

    /** Whether the jobs of this pool are known: else nothing of it is bought, drained or released. */
    public boolean sees(Pool pool) {
        return !blindSince.containsKey(pool.server());
    }

    /** Whether leases are renewed: while jobs are known, and for a while after. */
    public boolean mayRenew(Pool pool, Safety safety, Instant now) {
        Instant since = blindSince.get(pool.server());
        return since == null || now.isBefore(since.plus(safety.blindFor()));
    }
}
