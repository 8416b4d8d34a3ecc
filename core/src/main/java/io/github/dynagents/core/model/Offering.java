package io.github.dynagents.core.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be bought: a template on a type in a zone, at a price.
 */
public final class Offering {
    private final Fields fields;

    private Offering(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            OfferingId id,
            String template,
            Money perHour,
            BillingTerms terms,
            String type,
            String zone,
            CapacityType capacity,
            Platform platform,
            double speed,
            Duration usualBoot,
            Optional<Duration> interruptionNotice) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(OfferingId id, String template, Money perHour) {
        return new Builder(id, template, perHour);
    }

    /** Names it. */
    public OfferingId id() {
        return fields.id();
    }

    /** The configured template: image, disk, network. */
    public String template() {
        return fields.template();
    }

    /** The price of an hour, with all that is paid along with the machine (disk, address). */
    public Money perHour() {
        return fields.perHour();
    }

    /** How time becomes money. */
    public BillingTerms terms() {
        return fields.terms();
    }

    /** The cloud's own name of the kind of machine. */
    public String type() {
        return fields.type();
    }

    /** Where it runs. */
    public String zone() {
        return fields.zone();
    }

    /** Whether the cloud may take it back. */
    public CapacityType capacity() {
        return fields.capacity();
    }

    /** What it runs. */
    public Platform platform() {
        return fields.platform();
    }

    /** Relative speed: jobs take their usual time divided by it. */
    public double speed() {
        return fields.speed();
    }

    /** From the purchase to an agent that takes jobs, usually. */
    public Duration usualBoot() {
        return fields.usualBoot();
    }

    /** How long before an interruption the machine is told; empty where it is not. */
    public Optional<Duration> interruptionNotice() {
        return fields.interruptionNotice();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.id(), fields.template(), fields.perHour());
        copy.terms = fields.terms();
        copy.type = fields.type();
        copy.zone = fields.zone();
        copy.capacity = fields.capacity();
        copy.platform = fields.platform();
        copy.speed = fields.speed();
        copy.usualBoot = fields.usualBoot();
        copy.interruptionNotice = fields.interruptionNotice();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Offering that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Offering" + fields.toString().substring("Fields".length());
    }

    /** Builds an {@link Offering}. */
    public static final class Builder {
        private final OfferingId id;
        private final String template;
        private final Money perHour;
        private BillingTerms terms = BillingTerms.PER_SECOND;
        private String type = "";
        private String zone = "";
        private CapacityType capacity = CapacityType.ON_DEMAND;
        private Platform platform = Platform.LINUX_AMD64;
        private double speed = 1.0;
        private Duration usualBoot = Duration.ofSeconds(90);
        private Optional<Duration> interruptionNotice = Optional.empty();

        private Builder(OfferingId id, String template, Money perHour) {
            this.id = id;
            this.template = template;
            this.perHour = perHour;
        }

        /** {@code BillingTerms.PER_SECOND} unless set. */
        public Builder terms(BillingTerms terms) {
            this.terms = terms;
            return this;
        }

        /** {@code ""} unless set. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** {@code ""} unless set. */
        public Builder zone(String zone) {
            this.zone = zone;
            return this;
        }

        /** {@code CapacityType.ON_DEMAND} unless set. */
        public Builder capacity(CapacityType capacity) {
            this.capacity = capacity;
            return this;
        }

        /** {@code Platform.LINUX_AMD64} unless set. */
        public Builder platform(Platform platform) {
            this.platform = platform;
            return this;
        }

        /** {@code 1.0} unless set. */
        public Builder speed(double speed) {
            this.speed = speed;
            return this;
        }

        /** {@code Duration.ofSeconds(90)} unless set. */
        public Builder usualBoot(Duration usualBoot) {
            this.usualBoot = usualBoot;
            return this;
        }

        /** Empty unless set. */
        public Builder interruptionNotice(Duration interruptionNotice) {
            this.interruptionNotice = Optional.of(interruptionNotice);
            return this;
        }

        /**
         * Rejects what cannot be.
         *
         * @throws IllegalArgumentException if the speed is not positive and finite, or price or boot are negative
         */
        public Offering build() {
            if (!(speed > 0) || Double.isInfinite(speed) || perHour.micros() < 0 || usualBoot.isNegative()) {
                throw new IllegalArgumentException("offering " + id
                        + ": speed must be positive, price and usual boot not negative: " + speed + ", " + perHour
                        + ", " + usualBoot);
            }
            return new Offering(new Fields(
                    id,
                    template,
                    perHour,
                    terms,
                    type,
                    zone,
                    capacity,
                    platform,
                    speed,
                    usualBoot,
                    interruptionNotice));
        }
    }
}
