package io.github.dynagents.core.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine as its cloud's list shows it.
 */
public final class Machine {
    private final Fields fields;

    private Machine(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            MachineName name,
            String nativeId,
            Instant created,
            Optional<String> pool,
            Optional<OfferingId> offering,
            MachineState state,
            AgentState agent,
            Optional<Lease> lease,
            Optional<Instant> interruptedAt) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(MachineName name, String nativeId, Instant created) {
        return new Builder(name, nativeId, created);
    }

    /** The name it was bought under. */
    public MachineName name() {
        return fields.name();
    }

    /** The provider's own handle, opaque to core. */
    public String nativeId() {
        return fields.nativeId();
    }

    /** When its bill began, by the cloud's clock. */
    public Instant created() {
        return fields.created();
    }

    /** The pool it was bought for; empty where no tag tells. */
    public Optional<String> pool() {
        return fields.pool();
    }

    /** What it was bought as; empty where no tag tells. */
    public Optional<OfferingId> offering() {
        return fields.offering();
    }

    /** What it is doing. */
    public MachineState state() {
        return fields.state();
    }

    /** What its agent is doing, where that can be seen. */
    public AgentState agent() {
        return fields.agent();
    }

    /** The mark it bears. */
    public Optional<Lease> lease() {
        return fields.lease();
    }

    /** When the cloud will take it back, or has. */
    public Optional<Instant> interruptedAt() {
        return fields.interruptedAt();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.name(), fields.nativeId(), fields.created());
        copy.pool = fields.pool();
        copy.offering = fields.offering();
        copy.state = fields.state();
        copy.agent = fields.agent();
        copy.lease = fields.lease();
        copy.interruptedAt = fields.interruptedAt();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Machine that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Machine" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link Machine}. */
    public static final class Builder {
        private final MachineName name;
        private final String nativeId;
        private final Instant created;
        private Optional<String> pool = Optional.empty();
        private Optional<OfferingId> offering = Optional.empty();
        private MachineState state = MachineState.STARTING;
        private AgentState agent = AgentState.NOT_SHOWN;
        private Optional<Lease> lease = Optional.empty();
        private Optional<Instant> interruptedAt = Optional.empty();

        private Builder(MachineName name, String nativeId, Instant created) {
            this.name = name;
            this.nativeId = nativeId;
            this.created = created;
        }

        /** Empty unless set. */
        public Builder pool(String pool) {
            this.pool = Optional.of(pool);
            return this;
        }

        /** Empty unless set. */
        public Builder offering(OfferingId offering) {
            this.offering = Optional.of(offering);
            return this;
        }

        /** {@code MachineState.STARTING} unless set. */
        public Builder state(MachineState state) {
            this.state = state;
            return this;
        }

        /** {@code AgentState.NOT_SHOWN} unless set. */
        public Builder agent(AgentState agent) {
            this.agent = agent;
            return this;
        }

        /** Empty unless set. */
        public Builder lease(Lease lease) {
            this.lease = Optional.of(lease);
            return this;
        }

        /** No mark that is known of, as at first. */
        public Builder noLease() {
            this.lease = Optional.empty();
            return this;
        }

        /** Empty unless set. */
        public Builder interruptedAt(Instant interruptedAt) {
            this.interruptedAt = Optional.of(interruptedAt);
            return this;
        }

        public Machine build() {
            return new Machine(new Fields(name, nativeId, created, pool, offering, state, agent, lease, interruptedAt));
        }
    }
}
