package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import okhttp3.HttpUrl;

/**
 * What a Drone server of version 1 or 2 remembers: one request for 100 repositories, one for 100 builds of a
 * repository, and one for each build, since no list tells a build's stages.
 *
 * <p>All repositories are listed to administrators only; those that are named are found for any user who sees them.
 */
public final class DroneHistory implements History {
    private static final Comparator<FoundBuild> NEWEST_FIRST = Comparator.comparing(FoundBuild::created)
            .thenComparingLong(FoundBuild::number)
            .reversed()
            .thenComparing(build -> build.repo().toString());

    private final String server;
    private final DroneApi api;
    private final BuildSearch search;
    private final PriorityQueue<FoundBuild> unread = new PriorityQueue<>(NEWEST_FIRST);
    private int read;

    private DroneHistory(Builder from) {
        server = from.name;
        api = new DroneApi(
                from.base,
                new Transport(from.token, from.callTimeout, InstantSource.system()),
                new Refusals(from.base, from.token, InstantSource.system()));
        search = new BuildSearch(api, from.repos, from.since, unread::add);
    }

    /**
     * Starts one; what is not set afterwards keeps the default that its setter tells.
     *
     * @param name of the server; its jobs' ids bear it
     * @param address such as {@code https://drone.example.com}, or with a path below which the server answers
     * @param token of a user
     * @throws IllegalArgumentException if the address or the token cannot be one
     */
    public static Builder builder(String name, String address, Secret token) {
        return new Builder(name, address, token);
    }

    @Override
    public boolean isOver() {
        return search.isOver() && unread.isEmpty();
    }

    @Override
    public List<FinishedJob> next() throws Failure {
        if (!search.isOver()) {
            search.step();
            return List.of();
        }
        FoundBuild next = Optional.ofNullable(unread.peek())
                .orElseThrow(() -> new IllegalStateException("the history of " + server + " is over"));
        List<FinishedJob> jobs = api.build(next.repo(), next.number())
                .map(build -> FinishedStages.of(build, server, next.repo()))
                .orElse(List.of()); // removed since it was listed
        remove();
        return jobs;
    }

    @Override
    public boolean skip() {
        boolean canSkip = search.isOver() && !unread.isEmpty();
        if (canSkip) {
            remove();
        }
        return canSkip;
    }

    private void remove() {
        unread.remove();
        read++;
    }

    @Override
    public int found() {
        return read + unread.size();
    }

    @Override
    public int read() {
        return read;
    }

    @Override
    public void close() {
        api.close();
    }

    /** Builds a {@link DroneHistory}. */
    public static final class Builder {
        private final String name;
        private final HttpUrl base;
        private final Secret token;
        private Duration callTimeout = Duration.ofSeconds(30);
        private Instant since = Instant.EPOCH;
        private List<RepoName> repos = List.of();

        private Builder(String name, String address, Secret token) {
            this.name = name;
            this.base = Address.parse(address);
            this.token = Address.checked(token, "token of " + name);
        }

        /** {@code Duration.ofSeconds(30)} unless set: how long one request may take as a whole. */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = callTimeout;
            return this;
        }

        /** {@code Instant.EPOCH} unless set: builds that were made before are left out. */
        public Builder since(Instant since) {
            this.since = since;
            return this;
        }

        /**
         * All unless set: those whose builds are read, as {@code namespace/name}.
         *
         * @throws IllegalArgumentException if one cannot be a repository's name
         */
        public Builder repos(List<String> names) {
            this.repos = names.stream().map(RepoName::parse).toList();
            return this;
        }

        /** Makes no call yet. */
        public DroneHistory build() {
            return new DroneHistory(this);
        }
    }
}
