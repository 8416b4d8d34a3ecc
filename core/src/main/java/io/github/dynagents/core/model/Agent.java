package io.github.dynagents.core.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CI agent as its server lists it. Drone 1 and 2 list none.
 */
public final class Agent {
    private final Fields fields;

    private Agent(Fields fields) {
        this.fields = fields;
    }

    private record Fields(String name, int slots, boolean cordoned, Optional<Instant> lastContact) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A machine's name, or {@code NAME-1}, {@code NAME-2} where a machine runs several. */
    public String name() {
        return fields.name();
    }

    /** How many jobs it runs at once. */
    public int slots() {
        return fields.slots();
    }

    /** Whether it takes no more jobs. */
    public boolean cordoned() {
        return fields.cordoned();
    }

    /** When the server last heard of it. */
    public Optional<Instant> lastContact() {
        return fields.lastContact();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.name());
        copy.slots = fields.slots();
        copy.cordoned = fields.cordoned();
        copy.lastContact = fields.lastContact();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Agent that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Agent" + fields.toString().substring("Fields".length());
    }

    /** Builds an {@link Agent}. */
    public static final class Builder {
        private final String name;
        private int slots = 1;
        private boolean cordoned = false;
        private Optional<Instant> lastContact = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /** {@code 1} unless set. */
        public Builder slots(int slots) {
            this.slots = slots;
            return this;
        }

        /** {@code false} unless set. */
        public Builder cordoned(boolean cordoned) {
            this.cordoned = cordoned;
            return this;
        }

        /** Empty unless set. */
        public Builder lastContact(Instant lastContact) {
            this.lastContact = Optional.of(lastContact);
            return this;
        }

        public Agent build() {
            return new Agent(new Fields(name, slots, cordoned, lastContact));
        }
    }
}
