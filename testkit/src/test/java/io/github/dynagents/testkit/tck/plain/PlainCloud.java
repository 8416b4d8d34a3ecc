package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A cloud with a web API, without the web: routes, pages, tags, lists that lag, secrets kept beside, and faults. */
public final class PlainCloud implements AutoCloseable {
    static final int PAGE = 200;
    static final String TOKEN = "token-of-the-account-91b2";

    /** How long its lists, and only these, may lag. */
    static final Duration LAG = Duration.ofSeconds(5);

    private static final Map<String, PlainCloud> AT = new ConcurrentHashMap<>();
    private static final Duration USUAL = Duration.ofMillis(100);

    final PlainPace pace = new PlainPace();
    final Flavour flavour;
    final String endpoint;
    final SortedMap<String, PlainMachine> machines = new TreeMap<>();
    final SortedMap<String, Row> secrets = new TreeMap<>();
    private final SortedMap<String, List<PlainMachine>> byName = new TreeMap<>();
    private final SortedMap<String, PlainMachine> byToken = new TreeMap<>();
    private final List<String> posted = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private int ids;
    private int connections;

    private record Broken(Predicate<Request> requests, RawFault fault) {}

    PlainCloud(Flavour flavour) {
        this.flavour = flavour;
        this.endpoint = "plain-" + System.identityHashCode(this);
        AT.put(endpoint, this);
    }

    public static PlainCloud at(String endpoint) {
        return Optional.ofNullable(AT.get(endpoint)).orElseThrow();
    }

    public Flavour flavour() {
        return flavour;
    }

    public void connect() {
        connections++;
    }

    public void disconnect() {
        connections--;
    }

    int connections() {
        return connections;
    }

    void breaks(Predicate<Request> requests, RawFault how) {
        broken.add(new Broken(requests, how));
    }

    void mend() {
        broken.clear();
        machines.values().forEach(PlainMachine::unforce);
    }

    int made(String name) {
        return byName.getOrDefault(name, List.of()).size();
    }

    long postedFor(String name) {
        return posted.stream().filter(name::equals).count();
    }

    /** Takes a request; the answer comes within {@code patience}, or never. */
    public Reply send(String token, Request request, Duration patience) throws IOException, InterruptedException {
        if (request.method().equals("POST") && request.route().equals("machines")) {
            posted.add(request.body().or("name"));
        }
        for (Broken each : broken) {
            if (each.requests().test(request)) {
                return goesWrong(each.fault(), token, request, patience);
            }
        }
        pace.elapse(USUAL);
        return answer(token, request);
    }

    private Reply goesWrong(RawFault fault, String token, Request request, Duration patience)
            throws IOException, InterruptedException {
        if (fault.isAfterEffect()) {
            answer(token, request);
        }
        switch (fault) {
            case TIMEOUT_BEFORE, TIMEOUT_AFTER -> {
                pace.elapse(patience);
                throw new HttpTimeoutException("no answer within " + patience);
            }
            default -> pace.elapse(USUAL);
        }
        return switch (fault) {
            case RESET_BEFORE, RESET_AFTER -> throw new SocketException("reset; Authorization: " + token);
            case HALF_ANSWER -> throw new IOException("the answer ends in the middle");
            case WRONG_ANSWER -> new Reply(200, "", false, List.of(), false, Optional.empty());
            case UNAUTHORIZED -> Reply.refused(401, "unknown-token");
            case FORBIDDEN -> Reply.refused(403, "not-allowed");
            case NOT_FOUND -> Reply.refused(404, "not-found");
            case CONFLICT -> Reply.refused(409, "busy");
            case UNPROCESSABLE -> Reply.refused(422, "no-sense");
            case THROTTLED -> Reply.refused(429, "slow-down");
            case THROTTLED_FOR_SEVEN_SECONDS ->
                new Reply(429, "slow-down", true, List.of(), false, Optional.of(Duration.ofSeconds(7)));
            case SERVER_ERROR_BEFORE, SERVER_ERROR_AFTER -> Reply.refused(503, "sorry");
            case NO_CAPACITY -> Reply.refused(422, "no-capacity");
            case QUOTA -> Reply.refused(403, "quota");
            case TIMEOUT_BEFORE, TIMEOUT_AFTER -> throw new IllegalStateException("is never answered");
        };
    }

    private Reply answer(String token, Request request) {
        if (!token.equals(TOKEN)) {
            return Reply.refused(401, "unknown-token");
        }
        return switch (request.method() + " " + request.route()) {
            case "GET sizes" -> Reply.rows(List.of(Row.of(Map.of("size", "small", "hourly", "0.10"))), false);
            case "GET machines" ->
                request.id().isEmpty() ? page(Integer.parseInt(request.body().get("page"))) : one(known(request.id()));
            case "GET named" -> Reply.rows(named(request.id()), false);
            case "POST machines" -> create(request);
            case "DELETE machines" -> one(known(request.id()).map(machine -> machine.delete(pace.now())));
            case "POST tags" -> tag(request);
            case "POST agent" -> agent(request);
            case "POST secrets" -> {
                secrets.put(request.id(), request.body());
                yield Reply.rows(List.of(), false);
            }
            case "GET secrets" -> Reply.rows(List.copyOf(secrets.values()), false);
            case "DELETE secrets" ->
                secrets.remove(request.id()) == null ? Reply.refused(404, "not-found") : Reply.rows(List.of(), false);
            default -> Reply.refused(404, "no-route");
        };
    }

    private Optional<PlainMachine> known(String id) {
        return Optional.ofNullable(machines.get(id)).filter(machine -> !machine.isGone(pace.now()));
    }

    private Reply one(Optional<PlainMachine> machine) {
        return machine.map(found -> Reply.rows(List.of(found.row(pace.now())), false))
                .orElseGet(() -> Reply.refused(404, "not-found"));
    }

    private List<Row> named(String name) {
        return rows(byName.getOrDefault(name, List.of()).stream()
                .filter(machine -> !machine.isGone(pace.now()))
                .toList());
    }

    private List<Row> rows(List<PlainMachine> some) {
        return some.stream().map(machine -> machine.row(pace.now())).toList();
    }

    /** What is new is missing for a while, and what is gone is shown for longer. */
    private Reply page(int number) {
        List<PlainMachine> all = machines.values().stream()
                .filter(machine -> machine.isListed(pace.now()))
                .toList();
        int from = Math.min(all.size(), (number - 1) * PAGE);
        int to = Math.min(all.size(), from + PAGE);
        return Reply.rows(rows(all.subList(from, to)), to < all.size());
    }

    private Reply create(Request request) {
        Row body = request.body();
        String name = body.or("name");
        if (flavour == Flavour.UNIQUE && !named(name).isEmpty()) {
            return Reply.refused(409, "name-taken");
        }
        PlainMachine earlier = byToken.get(body.or("token"));
        if (flavour == Flavour.TOKEN && earlier != null) {
            return earlier.wasBornWith(body) ? one(Optional.of(earlier)) : Reply.refused(422, "other-arguments");
        }
        PlainMachine made = put(body, pace.now());
        byToken.put(body.or("token"), made);
        return one(Optional.of(made));
    }

    PlainMachine put(Row body, Instant created) {
        String id = String.format("m-%06d", ++ids);
        PlainMachine machine = new PlainMachine(id, flavour, body, created);
        machines.put(id, machine);
        byName.computeIfAbsent(body.or("name"), name -> new ArrayList<>()).add(machine);
        return machine;
    }

    /** Tags of many machines in one request: {@code ID/TAG=VALUE}; a row for each that there is. */
    private Reply tag(Request request) {
        List<Row> done = new ArrayList<>();
        request.body().fields().forEach((key, value) -> {
            String[] part = key.split("/", 2);
            known(part[0]).ifPresent(machine -> {
                machine.tag(part[1], value);
                done.add(Row.of(Map.of("id", part[0])));
            });
        });
        return Reply.rows(done, false);
    }

    private Reply agent(Request request) {
        Optional<PlainMachine> machine = known(request.id());
        if (machine.isPresent() && !machine.get().isUp(pace.now())) {
            return Reply.refused(409, "not-up");
        }
        machine.ifPresent(up -> up.agent(request.body(), pace.now()));
        return one(machine);
    }

    @Override
    public void close() {
        AT.remove(endpoint);
    }
}
