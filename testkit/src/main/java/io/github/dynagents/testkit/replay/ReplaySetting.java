package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Floor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a workload is replayed in: what machines cost, how they boot, and what waiting is worth. */
public final class ReplaySetting {
    private final Builder fields;

    private ReplaySetting(Builder fields) {
        this.fields = fields;
    }

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is sold. */
    public List<ReplayOffering> offerings() {
        return fields.offerings;
    }

    /** How many jobs a machine runs at once. */
    public int slots() {
        return fields.slots;
    }

    /** How many machines each pool may have at once. */
    public int machines() {
        return fields.machines;
    }

    /** How many machines each pool shall have at least at certain hours, by a policy that heeds it: rules of others do not. */
    public List<Floor> floor() {
        return fields.floor;
    }

    /** What it is worth that one job does not wait for an hour. */
    public Money worth() {
        return fields.worth;
    }

    /** All chance comes from it. */
    public long seed() {
        return fields.seed;
    }

    /** When the workload begins. */
    public Instant start() {
        return fields.start;
    }

    /** Whether a machine ends with its first job. */
    public boolean endsWithItsJob() {
        return fields.endsWithItsJob;
    }

    /** For how long after the last arrival jobs may go on; what is left then stays unfinished. */
    public Duration patience() {
        return fields.patience;
    }

    /** Whether the result has a {@link ReplayTimeline}. */
    public boolean timeline() {
        return fields.timeline;
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        return new Builder(fields);
    }

    /** Builds a {@link ReplaySetting}. */
    public static final class Builder {
        private List<ReplayOffering> offerings = List.of(
                ReplayOffering.of("machine", Money.dollars("0.10"), BillingTerms.PER_SECOND, Duration.ofSeconds(90)));
        private int slots = 2;
        private int machines = Integer.MAX_VALUE;
        private List<Floor> floor = List.of();
        private Money worth = Money.dollars("2");
        private long seed = 1;
        private Instant start = Instant.parse("2026-01-05T00:00:00Z");
        private boolean endsWithItsJob = false;
        private Duration patience = Duration.ofDays(14);
        private boolean timeline = false;

        private Builder() {}

        private Builder(Builder other) {
            this.offerings = other.offerings;
            this.slots = other.slots;
            this.machines = other.machines;
            this.floor = other.floor;
            this.worth = other.worth;
            this.seed = other.seed;
            this.start = other.start;
            this.endsWithItsJob = other.endsWithItsJob;
            this.patience = other.patience;
            this.timeline = other.timeline;
        }

        /** One, at $0.10 an hour by the second, that boots in 90 s, unless set. */
        public Builder offerings(List<ReplayOffering> offerings) {
            this.offerings = List.copyOf(offerings);
            return this;
        }

        /** {@code 2} unless set. */
        public Builder slots(int slots) {
            this.slots = slots;
            return this;
        }

        /** Without bound unless set. */
        public Builder machines(int machines) {
            this.machines = machines;
            return this;
        }

        /** None unless set. */
        public Builder floor(List<Floor> floor) {
            this.floor = List.copyOf(floor);
            return this;
        }

        /** $2 unless set. */
        public Builder worth(Money worth) {
            this.worth = worth;
            return this;
        }

        /** {@code 1} unless set. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Monday, 2026-01-05, at midnight UTC unless set. */
        public Builder start(Instant start) {
            this.start = start;
            return this;
        }

        /** {@code false} unless set. */
        public Builder endsWithItsJob(boolean endsWithItsJob) {
            this.endsWithItsJob = endsWithItsJob;
            return this;
        }

        /** Two weeks unless set. */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        /** {@code false} unless set: of a long workload it is big. */
        public Builder timeline(boolean timeline) {
            this.timeline = timeline;
            return this;
        }

        /**
         * Rejects what cannot be.
         *
         * @throws IllegalArgumentException if nothing is sold, or there is no slot
         */
        public ReplaySetting build() {
            if (offerings.isEmpty() || slots < 1) {
                throw new IllegalArgumentException(
                        "a replay needs something to buy and a slot at least: " + offerings + ", " + slots);
            }
            return new ReplaySetting(new Builder(this));
        }
    }
}
