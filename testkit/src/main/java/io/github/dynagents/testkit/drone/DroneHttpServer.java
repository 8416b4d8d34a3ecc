package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A Drone 2 server on loopback that behaves like the real one as far as clients of its API and runners can tell:
 * authorization, the queue, builds, restart and cancel, the event stream, webhooks, metrics, and the long-polling
 * calls of runners. There is no forge behind it: builds come from {@link #enqueue} and from restarts.
 *
 * <p>All methods may be called from any thread.
 */
public final class DroneHttpServer implements AutoCloseable {
    private final DroneStore store;
    private final WaitingRunners runners;
    private final EventStream events;
    private final Optional<Webhooks> webhooks;
    private final Triggers triggers;
    private final Listener listener;
    private final Secret adminToken;
    private final Secret rpcSecret;

    private DroneHttpServer(Builder settings) throws IOException {
        store = new DroneStore(settings.clock);
        adminToken = settings.adminToken;
        rpcSecret = settings.rpcSecret;
        runners = new WaitingRunners(store);
        events = new EventStream(settings.pingEvery);
        webhooks = settings.webhook.map(Webhooks::new);
        RouteTable routes = new RouteTable();
        listener = new Listener(settings.port, routes, events);
        JsonObject system = new JsonObject()
                .put("proto", "http")
                .put("host", "127.0.0.1:" + listener.port())
                .put("link", uri().toString())
                .put("version", PlainRoutes.VERSION);
        UserRow admin = new UserRow(1, "admin", "", true, true, adminToken, store.now());
        store.users.add(admin);
        settings.userToken.ifPresent(token ->
                store.users.add(new UserRow(2, "plain", "plain@example.com", false, false, token, store.now())));
        Announcements announcements = new BuildNews(admin, system, events, webhooks);
        triggers = new Triggers(store, runners, announcements);
        RunnerReports reports = new RunnerReports(store, runners, announcements);
        Access access = new Access(store);
        new RepoRoutes(store, triggers).addTo(routes, access);
        new AdminRoutes(store, runners, events).addTo(routes, access);
        new PlainRoutes(store).addTo(routes, access);
        new ControlRoutes(triggers, this::repoOrNew).addTo(routes, access);
        new RunnerRoutes(store, runners, reports, rpcSecret, settings.longPoll, system).addTo(routes);
        listener.listen();
    }

    /** Settings of a server; as they are they start one on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** Such as {@code http://127.0.0.1:34567}; stays the same over {@link #stopListening}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** The token of the one admin, a machine user. */
    public Secret adminToken() {
        return adminToken;
    }

    /** What runners send. */
    public Secret rpcSecret() {
        return rpcSecret;
    }

    /**
     * Adds a public repository.
     *
     * @param slug such as {@code octo/hello}
     * @throws IllegalArgumentException if it is not of this form or there is such a one
     */
    public void addRepo(String slug) {
        add(slug, false);
    }

    /** Adds a repository that guests and users do not see and that the event stream does not tell of. */
    public void addPrivateRepo(String slug) {
        add(slug, true);
    }

    private RepoRow add(String slug, boolean hidden) {
        return store.locked(() -> {
            if (store.repos.containsKey(slug)) {
                throw new IllegalArgumentException("there is a repository \"" + slug + "\" already");
            }
            RepoRow repo = new RepoRow(store.repos.size() + 1L, slug, hidden, store.now());
            store.repos.put(slug, repo);
            return repo;
        });
    }

    private RepoRow repoOrNew(String slug) {
        return store.locked(() -> store.repos.containsKey(slug) ? store.repo(slug) : add(slug, false));
    }

    /**
     * Says what the repository's {@code .drone.yml} is from now on: what a restart builds. Without this a restart
     * builds what the build had. With no stage at all a restart makes no build and is answered with {@code null}.
     */
    public void pipeline(String repo, StageSpec... stages) {
        store.locked(() -> store.repo(repo).pipeline = Optional.of(List.of(stages)));
    }

    /**
     * Makes a build of a push.
     *
     * @return its number
     * @throws IllegalArgumentException if there is no such repository
     */
    public long enqueue(String repo, StageSpec... stages) {
        return enqueue(repo, BuildSpec.push(stages));
    }

    /** Makes a build and tells the webhook; see {@link #enqueue(String, StageSpec...)}. */
    public long enqueue(String repo, BuildSpec build) {
        return store.locked(() -> triggers.enqueue(store.repo(repo), build, "@hook").number);
    }

    /**
     * Makes a build that was over before anybody looked.
     *
     * @return its number
     * @throws IllegalArgumentException if there is no such repository
     */
    public long remember(String repo, Instant created, PastStage... stages) {
        return store.locked(
                () -> triggers.remember(store.repo(repo), created.getEpochSecond(), List.of(stages)).number);
    }

    /**
     * What is known of a build now.
     *
     * @throws IllegalArgumentException if there is no such build
     */
    public DroneBuild build(String repo, long number) {
        return store.locked(() -> {
            try {
                return DroneStore.build(store.repo(repo), number).snapshot();
            } catch (DroneStore.NoRow e) {
                throw new IllegalArgumentException("no build " + number + " in " + repo, e);
            }
        });
    }

    /** All builds of a repository, the oldest first. */
    public List<DroneBuild> builds(String repo) {
        return store.locked(
                () -> store.repo(repo).builds.stream().map(BuildRow::snapshot).toList());
    }

    /**
     * Waits for a build to become as wanted.
     *
     * @throws IllegalStateException if it did not within {@code atMost}; tells how the build is then
     * @throws InterruptedException if the thread is
     */
    public DroneBuild awaitBuild(String repo, long number, Predicate<DroneBuild> wanted, Duration atMost)
            throws InterruptedException {
        Optional<DroneBuild> found =
                store.await(() -> Optional.of(build(repo, number)).filter(wanted), atMost);
        return found.orElseThrow(
                () -> new IllegalStateException("not as awaited within " + atMost + ": " + build(repo, number)));
    }

    /** How many requests of this method and path came so far, answered or not; the query does not count. */
    public long requests(String method, String path) {
        return listener.requests(method, path);
    }

    /** From now on this path is answered so, whatever the method, the query and the token. */
    public void answer(String path, int status, String contentType, String body) {
        listener.answer(path, status, contentType, body);
    }

    /** Takes {@link #answer} back. */
    public void answerNormally(String path) {
        listener.answerNormally(path);
    }

    /** Closes the port and every connection, as if the server was stopped. It forgets nothing but the pause. */
    public void stopListening() {
        runners.pause(false);
        events.close();
        runners.dismiss();
        listener.stop();
    }

    /**
     * Opens the same port again.
     *
     * @throws IOException if something else has taken it
     */
    public void listenAgain() throws IOException {
        listener.listen();
    }

    /** Stops listening for good. */
    @Override
    public void close() {
        stopListening();
        webhooks.ifPresent(Webhooks::close);
    }

    /** Settings of a server. */
    public static final class Builder {
        private int port;
        private Secret adminToken = new Secret("admin-token-invented");
        private Secret rpcSecret = new Secret("rpc-secret-invented");
        private Optional<Secret> userToken = Optional.empty();
        private Optional<WebhookTarget> webhook = Optional.empty();
        private Duration longPoll = Duration.ofSeconds(30);
        private Duration pingEvery = Duration.ofSeconds(30);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** The port on 127.0.0.1; 0 for a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The token of the admin. */
        public Builder adminToken(Secret value) {
            adminToken = value;
            return this;
        }

        /** The secret that runners must send. */
        public Builder rpcSecret(Secret value) {
            rpcSecret = value;
            return this;
        }

        /** Adds a user {@code plain} without any rights, and this token. */
        public Builder userToken(Secret value) {
            userToken = Optional.of(value);
            return this;
        }

        /** Where builds are told. */
        public Builder webhook(WebhookTarget value) {
            webhook = Optional.of(value);
            return this;
        }

        /** How long a runner's call waits before it is sent away empty; 30 s in a real server. */
        public Builder longPoll(Duration value) {
            longPoll = value;
            return this;
        }

        /** How often the event stream shows that it lives; every 30 s in a real server. */
        public Builder pingEvery(Duration value) {
            pingEvery = value;
            return this;
        }

        /** Where the times of builds come from. Waiting is by the machine's clock all the same. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * Starts to listen.
         *
         * @throws UncheckedIOException if the port cannot be had
         */
        public DroneHttpServer start() {
            try {
                return new DroneHttpServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
            }
        }
    }
}
