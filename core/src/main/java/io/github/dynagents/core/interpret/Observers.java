package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Looks at every source at its own pace; a tick takes the newest of what they have, and never waits for them. */
public final class Observers implements AutoCloseable {
    private static final int WITHOUT_MACHINES = 6;
    private static final Duration SERVER_DEADLINE = Duration.ofSeconds(60);

    private final Seam seam;
    private final Consumer<Boolean> told;
    private final SortedMap<String, Watch<Listing>> clouds = new TreeMap<>();
    private final SortedMap<String, Watch<List<Offering>>> offerings = new TreeMap<>();
    private final SortedMap<String, Watch<CiQueue>> servers = new TreeMap<>();
    private final SortedMap<String, Watch<Finished>> histories = new TreeMap<>();
    private final Map<String, String> cursors = new ConcurrentHashMap<>(); // read by calls, off the loop
    private final List<CiServer.Subscription> subscriptions = new ArrayList<>();
    private final List<FinishedJob> finished = new ArrayList<>();
    private final SortedMap<String, CiServer> clocks = new TreeMap<>();
    private Optional<String> paused = Optional.empty();
    private Set<String> inUse;

    /**
     * Prepares to look at all of them.
     *
     * @param told is told, on the loop, after each answer whether anything has changed
     */
    public Observers(
            Seam seam,
            Fleet fleet,
            Map<String, Machines> machines,
            Map<String, CiServer> ciServers,
            Consumer<Boolean> told) {
        this.seam = seam;
        this.told = told;
        this.inUse = fleet.accounts().keySet();
        new TreeMap<>(machines).forEach((name, provider) -> watchCloud(fleet.account(name), provider));
        new TreeMap<>(ciServers).forEach(this::watchServer);
    }

    private void watchCloud(Account account, Machines provider) {
        String name = account.name();
        clouds.put(
                name,
                new Watch<>(
                        seam,
                        seam.lane("list-" + name, 1),
                        () -> pace(account),
                        account.deadline(),
                        () -> Checked.list(name, provider),
                        (one, other) -> one.machines().equals(other.machines()),
                        (last, newer) -> Listing.of(last.machines(), newer.asOf()),
                        told));
        offerings.put(
                name,
                new Watch<>(
                        seam,
                        seam.lane("offerings-" + name, 1),
                        account.capabilities()::offeringsEvery,
                        account.deadline(),
                        () -> Checked.offerings(name, provider),
                        List::equals,
                        (last, newer) -> last,
                        told));
    }

    /** An account without machines has little to show. */
    private Duration pace(Account account) {
        Duration usual = account.capabilities().listEvery();
        return inUse.contains(account.name()) ? usual : usual.multipliedBy(WITHOUT_MACHINES);
    }

    /** These accounts have machines or orders; one that had none before is listed now. */
    public void expectMachinesAt(Set<String> accounts) {
        Set<String> before = inUse;
        inUse = accounts;
        accounts.stream()
                .filter(account -> !before.contains(account))
                .flatMap(account -> Optional.ofNullable(clouds.get(account)).stream())
                .forEach(Watch::ask);
    }

    /** Whether somebody has paused purchases, and why: seen from the next tick on. */
    public void paused(Optional<String> why) {
        paused = why;
    }

    private void watchServer(String name, CiServer server) {
        clocks.put(name, server);
        servers.put(
                name,
                new Watch<>(
                        seam,
                        seam.lane("queue-" + name, 1),
                        server::nextQueueIn,
                        SERVER_DEADLINE,
                        server::queue,
                        (one, other) -> one == other,
                        (last, newer) -> last,
                        told));
        histories.put(
                name,
                new Watch<>(
                        seam,
                        seam.lane("history-" + name, 1),
                        server.capabilities()::finishedEvery,
                        SERVER_DEADLINE,
                        () -> server.finishedSince(Optional.ofNullable(cursors.get(name))),
                        (one, other) -> other.jobs().isEmpty(),
                        (last, newer) -> newer,
                        changed -> remember(name)));
    }

    private void remember(String server) {
        if (Objects.requireNonNull(histories.get(server)).state() instanceof Observed.Known<Finished> known
                && !known.latest().cursor().equals(cursors.get(server))) {
            cursors.put(server, known.latest().cursor());
            finished.addAll(known.latest().jobs());
        }
    }

    /** Begins to look, and to listen. */
    public void start(Map<String, CiServer> ciServers) {
        clouds.values().forEach(Watch::ask);
        offerings.values().forEach(Watch::ask);
        servers.values().forEach(Watch::ask);
        histories.values().forEach(Watch::ask);
        ciServers.forEach((name, server) -> subscriptions.add(server.onChange(() -> seam.post(() -> askServer(name)))));
    }

    private void askServer(String name) {
        Optional.ofNullable(servers.get(name)).ifPresent(Watch::ask);
    }

    /** Looks at all queues now. */
    public void askServers() {
        servers.values().forEach(Watch::ask);
    }

    /** What is known now. Finished jobs are told once. */
    public Observation observe() {
        Observation seen = new Observation(
                seam.now(),
                states(clouds),
                states(offerings),
                states(servers),
                List.copyOf(finished),
                clocksAhead(),
                paused);
        finished.clear();
        return seen;
    }

    private SortedMap<String, Duration> clocksAhead() {
        SortedMap<String, Duration> ahead = new TreeMap<>();
        clocks.forEach((name, server) -> {
            if (Answer.of(server::clockAhead) instanceof Answer.Value<Optional<Duration>> told) {
                told.value().ifPresent(by -> ahead.put(name, by));
            }
        });
        return ahead;
    }

    private static <T> SortedMap<String, Observed<T>> states(SortedMap<String, Watch<T>> watches) {
        SortedMap<String, Observed<T>> states = new TreeMap<>();
        watches.forEach((name, watch) -> states.put(name, watch.state()));
        return states;
    }

    @Override
    public void close() {
        subscriptions.forEach(CiServer.Subscription::close);
        clouds.values().forEach(Watch::close);
        offerings.values().forEach(Watch::close);
        servers.values().forEach(Watch::close);
        histories.values().forEach(Watch::close);
    }
}
