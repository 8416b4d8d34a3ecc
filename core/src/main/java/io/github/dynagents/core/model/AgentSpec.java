package io.github.dynagents.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What runs the jobs on a machine: how it is started, and what stops it.
 *
 * <p>Either {@link #image()} is set, and it is a container; or {@link #argv()} is not empty, and it is a program that the
 * machine has.
 */
public final class AgentSpec {
    private final Fields fields;

    private AgentSpec(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            OnTerm onTerm,
            int slots,
            Optional<String> image,
            List<String> argv,
            SortedMap<String, String> env,
            SortedMap<String, Secret> secrets,
            List<String> mounts) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(OnTerm onTerm, int slots) {
        return new Builder(onTerm, slots);
    }

    /** What SIGTERM does to it. */
    public OnTerm onTerm() {
        return fields.onTerm();
    }

    /** How many jobs it runs at once. */
    public int slots() {
        return fields.slots();
    }

    /** The container's image. */
    public Optional<String> image() {
        return fields.image();
    }

    /** The program and its arguments; for a container, the arguments to its entry point. */
    public List<String> argv() {
        return fields.argv();
    }

    /** Environment variables that may be seen. */
    public SortedMap<String, String> env() {
        return fields.env();
    }

    /** Environment variables that may not. */
    public SortedMap<String, Secret> secrets() {
        return fields.secrets();
    }

    /** Paths of the machine that a container sees under the same name, such as the engine's socket. */
    public List<String> mounts() {
        return fields.mounts();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.onTerm(), fields.slots());
        copy.image = fields.image();
        copy.argv = fields.argv();
        copy.env = fields.env();
        copy.secrets = fields.secrets();
        copy.mounts = fields.mounts();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgentSpec that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "AgentSpec" + fields.toString().substring("Fields".length());
    }

    /** Builds an {@link AgentSpec}. */
    public static final class Builder {
        private final OnTerm onTerm;
        private final int slots;
        private Optional<String> image = Optional.empty();
        private List<String> argv = List.of();
        private SortedMap<String, String> env = Collections.emptySortedMap();
        private SortedMap<String, Secret> secrets = Collections.emptySortedMap();
        private List<String> mounts = List.of();

        private Builder(OnTerm onTerm, int slots) {
            this.onTerm = onTerm;
            this.slots = slots;
        }

        /** Empty unless set. */
        public Builder image(String image) {
            this.image = Optional.of(image);
            return this;
        }

        /** Empty unless set. */
        public Builder argv(List<String> argv) {
            this.argv = List.copyOf(argv);
            return this;
        }

        /** Empty unless set. */
        public Builder env(Map<String, String> env) {
            this.env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
            return this;
        }

        /** Empty unless set. */
        public Builder secrets(Map<String, Secret> secrets) {
            this.secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
            return this;
        }

        /** Empty unless set. */
        public Builder mounts(List<String> mounts) {
            this.mounts = List.copyOf(mounts);
            return this;
        }

        public AgentSpec build() {
            return new AgentSpec(new Fields(onTerm, slots, image, argv, env, secrets, mounts));
        }
    }
}
