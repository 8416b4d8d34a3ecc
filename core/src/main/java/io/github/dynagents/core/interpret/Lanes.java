package io.github.dynagents.core.interpret;

import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.world.Fleet;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One lane for each account and each CI server. A throttled one pauses. */
final class Lanes {
    private static final Duration SERVER_DEADLINE = Duration.ofSeconds(30);
    private static final int SERVER_CALLS = 2;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

    /** Whatever a cloud asks for: leases must be moved, and machines released. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Seam seam;
    private final Fleet fleet;
    private final Map<String, Machines> machines;
    private final Map<String, CiServer> servers;
    private final SortedMap<String, Seam.Lane> clouds = new TreeMap<>();
    private final SortedMap<String, Seam.Lane> marks = new TreeMap<>();
    private final SortedMap<String, Seam.Lane> ci = new TreeMap<>();

    Lanes(Seam seam, Fleet fleet, Map<String, Machines> machines, Map<String, CiServer> servers) {
        this.seam = seam;
        this.fleet = fleet;
        this.machines = Map.copyOf(machines);
        this.servers = Map.copyOf(servers);
        fleet.accounts()
                .forEach((name, account) -> clouds.put(
                        name,
                        seam.lane(
                                "act-" + name,
                                Math.max(1, account.capabilities().parallelBuys()))));
        // one at a time: a slow renewal must not overtake the drain that was sent after it
        fleet.accounts().keySet().forEach(name -> marks.put(name, seam.lane("mark-" + name, 1)));
        servers.keySet().forEach(name -> ci.put(name, seam.lane("act-" + name, SERVER_CALLS)));
    }

    CiServer server(String name) {
        return Objects.requireNonNull(servers.get(name), () -> "no CI server " + name);
    }

    SortedSet<String> serverNames() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(servers.keySet()));
    }

    Fleet fleet() {
        return fleet;
    }

    /** A call of a provider. */
    @FunctionalInterface
    interface CloudCall<T> {
        T make(Machines machines) throws Failure;
    }

    <T> void callCloud(String account, int urgency, CloudCall<T> call, Consumer<Answer<T>> then) {
        call(Objects.requireNonNull(clouds.get(account)), account, urgency, call, then);
    }

    /** A call that changes marks: in the order in which they are sent. */
    <T> void callMarks(String account, int urgency, CloudCall<T> call, Consumer<Answer<T>> then) {
        call(Objects.requireNonNull(marks.get(account)), account, urgency, call, then);
    }

    private <T> void call(Seam.Lane lane, String account, int urgency, CloudCall<T> call, Consumer<Answer<T>> then) {
        Machines provider = Objects.requireNonNull(machines.get(account), () -> "no account " + account);
        lane.submit(urgency, fleet.account(account).deadline(), () -> call.make(provider), pausing(lane, then));
    }

    <T> void callServer(String server, int urgency, Call<T> call, Consumer<Answer<T>> then) {
        Seam.Lane lane = Objects.requireNonNull(ci.get(server), () -> "no CI server " + server);
        lane.submit(urgency, SERVER_DEADLINE, call, pausing(lane, then));
    }

    void close() {
        clouds.values().forEach(Seam.Lane::close);
        marks.values().forEach(Seam.Lane::close);
        ci.values().forEach(Seam.Lane::close);
    }

    private <T> Consumer<Answer<T>> pausing(Seam.Lane lane, Consumer<Answer<T>> then) {
        return answer -> {
            if (answer instanceof Answer.Failed<T> failed && failed.failure().kind() == Failure.Kind.THROTTLED) {
                Duration asked = failed.failure().retryAfter().orElse(USUAL_PAUSE);
                lane.pauseUntil(seam.now().plus(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE));
            }
            then.accept(answer);
        };
    }
}
