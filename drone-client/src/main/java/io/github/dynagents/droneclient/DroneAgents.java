package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the runners of one pool look like: what Drone's scheduler matches stages with, and how they are started.
 */
public final class DroneAgents {
    private static final String DOCKER_RUNNER = "drone/drone-runner-docker:1";
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    /** What {@link RunnerSpec} sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "DRONE_RPC_PROTO",
            "DRONE_RPC_HOST",
            "DRONE_RPC_SECRET",
            "DRONE_RUNNER_NAME",
            "DRONE_RUNNER_CAPACITY",
            "DRONE_RUNNER_LABELS",
            "DRONE_PLATFORM_VARIANT",
            "DRONE_PLATFORM_KERNEL");

    private final String pool;
    private final Platform platform;
    private final Labels labels;
    private final String kind;
    private final String type;
    private final int slots;
    private final Optional<String> image;
    private final List<String> argv;
    private final SortedMap<String, String> env;
    private final SortedMap<String, Secret> secrets;
    private final List<String> mounts;

    private DroneAgents(Builder from) {
        pool = from.pool;
        platform = from.platform;
        labels = from.labels;
        kind = from.kind;
        type = from.type;
        slots = from.slots;
        boolean usual = from.image.isEmpty() && from.argv.isEmpty() && type.equals("docker");
        image = usual ? Optional.of(DOCKER_RUNNER) : from.image;
        argv = from.argv;
        env = from.env;
        secrets = from.secrets;
        mounts = image.isPresent() && from.mounts.isEmpty() && type.equals("docker")
                ? List.of(DOCKER_SOCKET)
                : from.mounts;
    }

    /**
     * Starts one; what is not set afterwards keeps the default that its setter tells.
     *
     * @param pool the pool that these agents are for
     * @param platform what its machines are; Drone compares os and arch, and variant and kernel where a stage asks
     */
    public static Builder builder(String pool, Platform platform) {
        return new Builder(pool, platform);
    }

    /** The pool that these agents are for. */
    public String pool() {
        return pool;
    }

    /** What its machines are. */
    public Platform platform() {
        return platform;
    }

    /** The runner's labels: it takes stages with exactly these, and no other. */
    public Labels labels() {
        return labels;
    }

    /** Drone's word for what it runs. */
    public String kind() {
        return kind;
    }

    /** Drone's word for how it runs it. */
    public String type() {
        return type;
    }

    /** How many stages an agent runs at once. */
    public int slots() {
        return slots;
    }

    /** The runner's container image. */
    public Optional<String> image() {
        return image;
    }

    /** The runner's program and arguments; for a container, arguments to its entry point. */
    public List<String> argv() {
        return argv;
    }

    /** Further environment variables of the runner. */
    public SortedMap<String, String> env() {
        return env;
    }

    /** Further environment variables that may not be seen. */
    public SortedMap<String, Secret> secrets() {
        return secrets;
    }

    /** Paths of the machine that the runner's container sees. */
    public List<String> mounts() {
        return mounts;
    }

    @Override
    public String toString() {
        return "DroneAgents[pool=" + pool + ", kind=" + kind + ", type=" + type + ", platform=" + platform + ", labels="
                + labels + ", slots=" + slots + "]";
    }

    /** Builds a {@link DroneAgents}. */
    public static final class Builder {
        private final String pool;
        private final Platform platform;
        private Labels labels = Labels.NONE;
        private String kind = "pipeline";
        private String type = "docker";
        private int slots = 1;
        private Optional<String> image = Optional.empty();
        private List<String> argv = List.of();
        private SortedMap<String, String> env = Collections.emptySortedMap();
        private SortedMap<String, Secret> secrets = Collections.emptySortedMap();
        private List<String> mounts = List.of();

        private Builder(String pool, Platform platform) {
            this.pool = pool;
            this.platform = platform;
        }

        /** {@code Labels.NONE} unless set. */
        public Builder labels(Labels labels) {
            this.labels = labels;
            return this;
        }

        /** {@code "pipeline"} unless set. */
        public Builder kind(String kind) {
            this.kind = kind;
            return this;
        }

        /** {@code "docker"} unless set. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** {@code 1} unless set. */
        public Builder slots(int slots) {
            this.slots = slots;
            return this;
        }

        /** {@code drone/drone-runner-docker:1} for type docker without {@link #argv}, else empty, unless set. */
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

        /** {@code /var/run/docker.sock} for a container of type docker, else empty, unless set. */
        public Builder mounts(List<String> mounts) {
            this.mounts = List.copyOf(mounts);
            return this;
        }

        /**
         * Checks and makes it.
         *
         * @throws IllegalArgumentException if no runner could be started with this
         */
        public DroneAgents build() {
            if (pool.isBlank() || kind.isBlank() || type.isBlank()) {
                throw new IllegalArgumentException("pool, kind and type of agents must not be empty: \"" + pool
                        + "\", \"" + kind + "\", \"" + type + "\"");
            }
            if (slots < 1) {
                throw bad("needs at least one slot, not " + slots);
            }
            if (image.isEmpty() && argv.isEmpty() && !type.equals("docker")) {
                throw bad("has no program: for type \"" + type + "\" give an image, or argv such as"
                        + " [/usr/local/bin/drone-runner-" + type + ", daemon]");
            }
            labels.sorted().forEach((key, value) -> {
                if (key.isEmpty() || (key + value).matches("(?s).*[:,\\p{Cntrl}].*")) {
                    throw bad("has a label that DRONE_RUNNER_LABELS cannot hold (k:v,k:v): \"" + Text.line(key)
                            + "\" = \"" + Text.line(value) + "\"");
                }
            });
            env.keySet().forEach(this::allow);
            secrets.keySet().forEach(this::allow);
            return new DroneAgents(this);
        }

        private void allow(String variable) {
            if (RESERVED.contains(variable)) {
                throw bad("must not set " + variable + ": it follows from the other settings");
            }
            if (env.containsKey(variable) && secrets.containsKey(variable)) {
                throw bad("sets " + variable + " both openly and as a secret");
            }
        }

        private IllegalArgumentException bad(String what) {
            return new IllegalArgumentException("pool " + pool + " " + what);
        }
    }
}
