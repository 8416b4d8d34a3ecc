package io.github.dynagents.core.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a cloud grants, as data: core decides by this and never by a provider's name.
 */
public final class Capabilities {
    private final Fields fields;

    private Capabilities(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            Once once,
            LeaseChannel leases,
            End end,
            Duration listLag,
            Duration markReaches,
            Duration removedWithin,
            Duration listEvery,
            Duration offeringsEvery,
            int parallelBuys,
            int parallelBoots,
            SortedSet<Capability> can) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(Once once, LeaseChannel leases, End end) {
        return new Builder(once, leases, end);
    }

    /** How a purchase is made only once. */
    public Once once() {
        return fields.once();
    }

    /** How a lease reaches the machine. */
    public LeaseChannel leases() {
        return fields.leases();
    }

    /** How a machine ends that powers itself off. */
    public End end() {
        return fields.end();
    }

    /** How long a machine may be missing from the list after its purchase was answered. */
    public Duration listLag() {
        return fields.listLag();
    }

    /** How long a mark takes at most until the machine can read it. */
    public Duration markReaches() {
        return fields.markReaches();
    }

    /** From a machine's power-off, or its release, to the end of its bill. */
    public Duration removedWithin() {
        return fields.removedWithin();
    }

    /** How often the list may be asked for. */
    public Duration listEvery() {
        return fields.listEvery();
    }

    /** How often prices may be asked for. */
    public Duration offeringsEvery() {
        return fields.offeringsEvery();
    }

    /** How many purchases may be under way at once: how many calls of {@code buy} are made in parallel. */
    public int parallelBuys() {
        return fields.parallelBuys();
    }

    /**
     * How many machines can come up at once; more wait for those before them, as on GKE, where a cluster has few
     * operations at a time. {@code Integer.MAX_VALUE} where none has to wait. A machine that waits is not taken for a
     * broken boot, and the policy counts its wait: the k-th purchase of a moment boots as long as {@code 1 + k /
     * parallelBoots} usual boots.
     */
    public int parallelBoots() {
        return fields.parallelBoots();
    }

    /** The optional calls that exist. */
    public SortedSet<Capability> can() {
        return fields.can();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.once(), fields.leases(), fields.end());
        copy.listLag = fields.listLag();
        copy.markReaches = fields.markReaches();
        copy.removedWithin = fields.removedWithin();
        copy.listEvery = fields.listEvery();
        copy.offeringsEvery = fields.offeringsEvery();
        copy.parallelBuys = fields.parallelBuys();
        copy.parallelBoots = fields.parallelBoots();
        copy.can = fields.can();
        return copy;
    }

    /** The same cloud, whose machines get their marks in another way. */
    public Capabilities withLeases(LeaseChannel leases, Duration markReaches) {
        return new Capabilities(new Fields(
                once(),
                leases,
                end(),
                listLag(),
                markReaches,
                removedWithin(),
                listEvery(),
                offeringsEvery(),
                parallelBuys(),
                parallelBoots(),
                can()));
    }

    /** Whether an optional call exists. */
    public boolean can(Capability capability) {
        return fields.can().contains(capability);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Capabilities that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Capabilities" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link Capabilities}. */
    public static final class Builder {
        private final Once once;
        private final LeaseChannel leases;
        private final End end;
        private Duration listLag = Duration.ZERO;
        private Duration markReaches = Duration.ZERO;
        private Duration removedWithin = Duration.ofMinutes(1);
        private Duration listEvery = Duration.ofSeconds(10);
        private Duration offeringsEvery = Duration.ofMinutes(10);
        private int parallelBuys = 4;
        private int parallelBoots = Integer.MAX_VALUE;
        private SortedSet<Capability> can = Collections.emptySortedSet();

        private Builder(Once once, LeaseChannel leases, End end) {
            this.once = once;
            this.leases = leases;
            this.end = end;
        }

        /** {@code Duration.ZERO} unless set. */
        public Builder listLag(Duration listLag) {
            this.listLag = listLag;
            return this;
        }

        /** {@code Duration.ZERO} unless set. */
        public Builder markReaches(Duration markReaches) {
            this.markReaches = markReaches;
            return this;
        }

        /** {@code Duration.ofMinutes(1)} unless set. */
        public Builder removedWithin(Duration removedWithin) {
            this.removedWithin = removedWithin;
            return this;
        }

        /** {@code Duration.ofSeconds(10)} unless set. */
        public Builder listEvery(Duration listEvery) {
            this.listEvery = listEvery;
            return this;
        }

        /** {@code Duration.ofMinutes(10)} unless set. */
        public Builder offeringsEvery(Duration offeringsEvery) {
            this.offeringsEvery = offeringsEvery;
            return this;
        }

        /** {@code 4} unless set. */
        public Builder parallelBuys(int parallelBuys) {
            this.parallelBuys = parallelBuys;
            return this;
        }

        /**
         * {@code Integer.MAX_VALUE} unless set: all at once.
         *
         * @throws IllegalArgumentException if none could come up
         */
        public Builder parallelBoots(int parallelBoots) {
            if (parallelBoots < 1) {
                throw new IllegalArgumentException("at least one machine must be able to come up: " + parallelBoots);
            }
            this.parallelBoots = parallelBoots;
            return this;
        }

        /** None unless set. */
        public Builder can(Capability... can) {
            this.can = Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(can)));
            return this;
        }

        public Capabilities build() {
            return new Capabilities(new Fields(
                    once,
                    leases,
                    end,
                    listLag,
                    markReaches,
                    removedWithin,
                    listEvery,
                    offeringsEvery,
                    parallelBuys,
                    parallelBoots,
                    can));
        }
    }
}
