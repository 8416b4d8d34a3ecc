package io.github.dynagents.core.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a CI server can do, as data.
 */
public final class CiCapabilities {
    private final Fields fields;

    private CiCapabilities(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            boolean listsAgents,
            boolean cordon,
            boolean restart,
            boolean ownSecrets,
            Duration queueEvery,
            Duration finishedEvery) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether its queue shows idle agents too. */
    public boolean listsAgents() {
        return fields.listsAgents();
    }

    /** Whether an agent can be told to take no more jobs. */
    public boolean cordon() {
        return fields.cordon();
    }

    /** Whether a lost job can be started again. */
    public boolean restart() {
        return fields.restart();
    }

    /** Whether each agent gets a secret of its own. */
    public boolean ownSecrets() {
        return fields.ownSecrets();
    }

    /** How often the queue may be asked for. */
    public Duration queueEvery() {
        return fields.queueEvery();
    }

    /** How often finished jobs may be asked for. */
    public Duration finishedEvery() {
        return fields.finishedEvery();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.listsAgents = fields.listsAgents();
        copy.cordon = fields.cordon();
        copy.restart = fields.restart();
        copy.ownSecrets = fields.ownSecrets();
        copy.queueEvery = fields.queueEvery();
        copy.finishedEvery = fields.finishedEvery();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CiCapabilities that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "CiCapabilities" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link CiCapabilities}. */
    public static final class Builder {
        private boolean listsAgents = false;
        private boolean cordon = false;
        private boolean restart = false;
        private boolean ownSecrets = false;
        private Duration queueEvery = Duration.ofSeconds(5);
        private Duration finishedEvery = Duration.ofMinutes(1);

        private Builder() {}

        /** {@code false} unless set. */
        public Builder listsAgents(boolean listsAgents) {
            this.listsAgents = listsAgents;
            return this;
        }

        /** {@code false} unless set. */
        public Builder cordon(boolean cordon) {
            this.cordon = cordon;
            return this;
        }

        /** {@code false} unless set. */
        public Builder restart(boolean restart) {
            this.restart = restart;
            return this;
        }

        /** {@code false} unless set. */
        public Builder ownSecrets(boolean ownSecrets) {
            this.ownSecrets = ownSecrets;
            return this;
        }

        /** {@code Duration.ofSeconds(5)} unless set. */
        public Builder queueEvery(Duration queueEvery) {
            this.queueEvery = queueEvery;
            return this;
        }

        /** {@code Duration.ofMinutes(1)} unless set. */
        public Builder finishedEvery(Duration finishedEvery) {
            this.finishedEvery = finishedEvery;
            return this;
        }

        public CiCapabilities build() {
            return new CiCapabilities(new Fields(listsAgents, cordon, restart, ownSecrets, queueEvery, finishedEvery));
        }
    }
}
