package io.github.dynagents.core.world;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Builds fleets: one pool "linux" that buys at account "cloud" for server "ci", unless told otherwise. */
public final class Fleets {
    public static final Capabilities CLOUD = Capabilities.builder(
                    Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
            .listLag(Duration.ofSeconds(5))
            .markReaches(Duration.ofSeconds(5))
            .removedWithin(Duration.ofMinutes(1))
            .build();
    public static final Duration DEADLINE = Duration.ofSeconds(30);
    public static final OfferingId SMALL = new OfferingId("cloud", "small");

    private final SortedMap<String, Account> accounts = new TreeMap<>();
    private final List<Pool> pools = new ArrayList<>();
    private Limits limits = Limits.NONE;
    private Safety safety = Safety.DEFAULT;
    private Optional<Tolerance> tolerance = Optional.empty();

    private Fleets() {}

    /** No account and no pool yet. */
    public static Fleets none() {
        return new Fleets();
    }

    public static Fleets one() {
        return none().account("cloud", 1000, CLOUD).pool("linux", pool -> pool, "cloud");
    }

    public Fleets account(String name, int limit, Capabilities capabilities) {
        accounts.put(name, new Account(name, limit, capabilities, DEADLINE));
        return this;
    }

    /** What the account "cloud" grants. */
    public Fleets cloud(UnaryOperator<Capabilities.Builder> change) {
        return account("cloud", 1000, change.apply(CLOUD.toBuilder()).build());
    }

    public Fleets pool(String name, UnaryOperator<Pool.Builder> change, String... buysAt) {
        pools.removeIf(pool -> pool.name().equals(name));
        List<Supply> buys = List.of(buysAt).stream().map(Supply::parse).toList();
        pools.add(change.apply(Pool.builder(name, "ci", buys)).build());
        return this;
    }

    /** Changes the pool "linux". */
    public Fleets linux(UnaryOperator<Pool.Builder> change) {
        return pool("linux", change, "cloud");
    }

    public Fleets limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    public Fleets safety(Safety safety) {
        this.safety = safety;
        return this;
    }

    /** Else machines may turn up from nowhere, as most tests let them. */
    public Fleets tolerance(Tolerance tolerance) {
        this.tolerance = Optional.of(tolerance);
        return this;
    }

    /** The usual one. */
    public Fleets tolerance() {
        return tolerance(Tolerance.of(limits));
    }

    public Fleet build() {
        return new Fleet("tests", accounts, pools, limits, safety, tolerance.orElseGet(this::ofTests));
    }

    private Tolerance ofTests() {
        Tolerance usual = Tolerance.of(limits);
        return new Tolerance(
                usual.purchases(), usual.brokenBoots(), 100, usual.clocks(), usual.age(), usual.spending());
    }

    /** Billed by the second. */
    public static Offering small(String perHour) {
        return offering(SMALL, perHour, BillingTerms.PER_SECOND);
    }

    public static Offering hourly(String perHour) {
        return offering(SMALL, perHour, BillingTerms.HOURLY);
    }

    public static Offering offering(OfferingId id, String perHour, BillingTerms terms) {
        return Offering.builder(id, id.value(), Money.dollars(perHour))
                .terms(terms)
                .build();
    }
}
