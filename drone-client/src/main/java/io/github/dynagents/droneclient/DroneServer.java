package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A Drone server of version 1 or 2.
 *
 * <p>Its jobs are stages; a job's id is {@code repository/build/stage}, its repository the repository's id. The token
 * must be an administrator's; to restart lost builds its user must also have write access to their repositories.
 */
public final class DroneServer implements CiServer {
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final CiCapabilities capabilities;
    private final String name;
    private final HttpUrl base;
    private final SortedMap<String, DroneAgents> agents;
    private final DroneApi api;
    private final QueueReader queue;
    private final Restarts restarts;
    private final RunnerSpec runners;
    private final Optional<Webhook> webhook;
    private final InstantSource clock;
    private @Nullable HookListener listener;
    private int subscribers;
    private boolean closed;

    private DroneServer(Builder from) {
        capabilities = CiCapabilities.builder()
                .restart(true)
                .queueEvery(from.pollInterval)
                .build();
        name = from.name;
        base = from.base;
        agents = Collections.unmodifiableSortedMap(from.byPool());
        clock = from.clock;
        api = new DroneApi(
                base,
                new Transport(from.token, from.callTimeout, from.clock),
                new Refusals(base, from.token, from.clock));
        queue = new QueueReader(name, new Matching(from.agents));
        restarts = new Restarts(api);
        runners = from.runners();
        webhook = Optional.ofNullable(from.webhook);
    }

    /**
     * Starts one; what is not set afterwards keeps the default that its setter tells.
     *
     * @param name the configured name; its jobs' ids bear it
     * @param address such as {@code https://drone.example.com}, or with a path below which the server answers
     * @param token of an administrator
     * @param rpcSecret the server's {@code DRONE_RPC_SECRET}, by which its runners sign in
     * @param agents what the runners of each pool look like
     * @throws IllegalArgumentException if the address or the token cannot be one
     */
    public static Builder builder(
            String name, String address, Secret token, Secret rpcSecret, List<DroneAgents> agents) {
        return new Builder(name, address, token, rpcSecret, agents);
    }

    @Override
    public CiCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public CiQueue queue() throws Failure {
        return queue.read(api.queue());
    }

    /** By the {@code Date} of its last answer of whatever kind. */
    @Override
    public Optional<Duration> clockAhead() {
        return api.clockAhead();
    }

    /** One second for each MiB of the last answer, where that is more than the poll interval; at most a minute. */
    @Override
    public Duration nextQueueIn() {
        Duration bySize = Duration.ofSeconds(queue.lastSize() >> 20);
        Duration slower = bySize.compareTo(SLOWEST) < 0 ? bySize : SLOWEST;
        return slower.compareTo(capabilities.queueEvery()) > 0 ? slower : capabilities.queueEvery();
    }

    /**
     * {@inheritDoc}
     *
     * <p>At most 20 requests, one for each 100 repositories and each build. Of a repository met for the first time only
     * the newest 10 builds are told.
     */
    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        return new FinishedWalk(name, api, FinishedCursor.read(cursor)).go();
    }

    /** @throws IllegalArgumentException if this server was opened without that pool */
    @Override
    public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
        DroneAgents profile = agents.get(pool);
        if (profile == null) {
            throw new IllegalArgumentException(
                    "CI server " + this.name + " serves the pools " + agents.keySet() + ", not \"" + pool + "\"");
        }
        return runners.of(name, profile);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The whole build is run again: Drone knows no less. The new build bears the parameter
     * {@code DYNAGENTS_RESTARTED} with the old one's number. A build that bears it already is cancelled and answered
     * {@link Failure.Kind#INVALID}.
     */
    @Override
    public void restart(JobId job) throws Failure {
        if (!job.server().equals(name)) {
            throw Failure.of(Failure.Kind.INVALID, "job " + job + " is not of the CI server " + name);
        }
        restarts.restart(job);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the webhook's address cannot be listened at
     * @throws IllegalStateException if this client is closed
     */
    @Override
    public synchronized Subscription onChange(Runnable wake) {
        if (closed) {
            throw new IllegalStateException("this client of CI server " + name + " is closed");
        }
        if (webhook.isEmpty()) {
            return () -> {};
        }
        HookListener open = listener == null ? new HookListener(webhook.get(), clock, HookListener.WITHIN) : listener;
        listener = open;
        subscribers++;
        // An object of its own, so that who subscribes twice is woken twice until both are closed.
        Runnable entry = () -> wake.run();
        open.add(entry);
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                unsubscribe(open, entry);
            }
        };
    }

    private synchronized void unsubscribe(HookListener from, Runnable entry) {
        from.remove(entry);
        subscribers--;
        if (subscribers == 0) {
            closeListener();
        }
    }

    /** Where the webhook is listened for, while anyone is subscribed. */
    public synchronized Optional<InetSocketAddress> webhookAddress() {
        return Optional.ofNullable(listener).map(HookListener::address);
    }

    private void closeListener() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeListener();
        api.close();
    }

    @Override
    public String toString() {
        return "DroneServer[name=" + name + ", address=" + base + ", pools=" + agents.keySet() + "]";
    }

    /** Builds a {@link DroneServer}. */
    public static final class Builder {
        private final String name;
        private final HttpUrl base;
        private final Secret token;
        private final Secret rpcSecret;
        private final List<DroneAgents> agents;
        private HttpUrl runnersConnectTo;
        private Duration callTimeout = Duration.ofSeconds(30);
        private Duration pollInterval = Duration.ofSeconds(5);
        private @Nullable Webhook webhook;
        private InstantSource clock = InstantSource.system();

        private Builder(String name, String address, Secret token, Secret rpcSecret, List<DroneAgents> agents) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a CI server needs a name");
            }
            this.name = name;
            this.base = Address.parse(address);
            this.token = Address.checked(token, "token of " + name);
            this.rpcSecret = Address.checked(rpcSecret, "RPC secret of " + name);
            this.agents = List.copyOf(agents);
            this.runnersConnectTo = base;
        }

        /** The server's own address unless set: what runners call it by, where that differs. */
        public Builder runnersConnectTo(String address) {
            this.runnersConnectTo = Address.parse(address);
            return this;
        }

        /** {@code Duration.ofSeconds(30)} unless set: how long one request may take as a whole. */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = callTimeout;
            return this;
        }

        /** {@code Duration.ofSeconds(5)} unless set: how often the queue is asked for while it is small. */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = pollInterval;
            return this;
        }

        /** None unless set. Listened for from the first {@link DroneServer#onChange} on. */
        public Builder webhook(Webhook webhook) {
            this.webhook = webhook;
            return this;
        }

        /** The system's unless set: for the freshness of webhooks. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        private RunnerSpec runners() {
            return new RunnerSpec(runnersConnectTo.scheme(), Address.hostAndPath(runnersConnectTo), rpcSecret);
        }

        private SortedMap<String, DroneAgents> byPool() {
            SortedMap<String, DroneAgents> byPool = new TreeMap<>();
            for (DroneAgents profile : agents) {
                if (byPool.put(profile.pool(), profile) != null) {
                    throw new IllegalArgumentException(
                            "CI server " + name + " has two kinds of agents for the pool " + profile.pool());
                }
            }
            return byPool;
        }

        /**
         * Makes no call yet.
         *
         * @throws IllegalArgumentException if two profiles are for one pool, or a duration is not positive
         */
        public DroneServer build() {
            if (callTimeout.isNegative()
                    || callTimeout.isZero()
                    || pollInterval.isNegative()
                    || pollInterval.isZero()) {
                throw new IllegalArgumentException("call timeout and poll interval of CI server " + name
                        + " must be longer than nothing: " + callTimeout + ", " + pollInterval);
            }
            return new DroneServer(this);
        }
    }
}
