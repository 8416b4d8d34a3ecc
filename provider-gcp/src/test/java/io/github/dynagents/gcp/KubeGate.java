package io.github.dynagents.gcp;

import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an API server and passes everything on, at the fake's time, and fails as it is told. */
final class KubeGate implements AutoCloseable {
    /** By this user agent the fake's own programs are known, for whom the world need not be moved on. */
    static final String OWN_AGENT = "fake-cluster";

    private static final Pattern CONTINUE = Pattern.compile("\"continue\":\"([^\"]+)\"");

    private final KubeServer server = KubeServer.open();
    private final InstantSource clock;
    private final Trouble trouble;
    private final AtomicLong version = new AtomicLong();
    private final Map<String, Integer> made = new ConcurrentHashMap<>();
    private final Map<String, Integer> pages = new ConcurrentHashMap<>();
    private final LoopbackHttp http;
    private Optional<FakeWorld> world = Optional.empty();

    KubeGate(InstantSource clock, Trouble trouble) {
        this.clock = clock;
        this.trouble = trouble;
        try {
            this.http = new LoopbackHttp(0, this::handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose requests move it on. */
    void world(FakeWorld moved) {
        world = Optional.of(moved);
    }

    String address() {
        return http.address();
    }

    int connections() {
        return http.connections();
    }

    /** Another one whenever something may have changed. */
    long version() {
        return version.get();
    }

    /** How many pods of that name were ever made. */
    int made(String name) {
        return made.getOrDefault(name, 0);
    }

    /** Puts an object there as it is, past everything; one that is there stays. */
    void put(String path, String json) {
        LoopbackHttp.Request request = new LoopbackHttp.Request("POST", path, "", Map.of(), json);
        server.answer(request, KubePath.of(request), clock.instant());
        version.incrementAndGet();
    }

    private Conduct handle(LoopbackHttp.Request request) {
        KubePath path = KubePath.of(request);
        if (request.headers().getOrDefault("user-agent", "").startsWith(OWN_AGENT)) {
            return right(request, path);
        }
        if (request.method().equals("POST") && isPurchase(path)) {
            trouble.asked(KubeGaps.nameIn(request.body()));
        }
        Optional<RawFault> fault = trouble.with(path.what(request.method()), page(request, path));
        Supplier<Conduct.Answer> right =
                () -> world.map(it -> it.at(now -> right(request, path))).orElseGet(() -> right(request, path));
        return fault.map(it -> HttpFaults.play(it, right, dated(new TreeMap<>())))
                .orElseGet(right);
    }

    /** Which page of a list of many, from 1; 0 if it is no list. */
    private int page(LoopbackHttp.Request request, KubePath path) {
        String from = path.query().getOrDefault("continue", "");
        return path.isList(request.method()) ? pages.getOrDefault(from, 1) : 0;
    }

    private static boolean isPurchase(KubePath path) {
        return path.isPods() && path.name().isEmpty() && !path.query().containsKey("dryRun");
    }

    private Conduct.Answer right(LoopbackHttp.Request request, KubePath path) {
        Conduct.Answer answer = server.answer(request, path, clock.instant());
        if (path.isList(request.method())) {
            Matcher next = CONTINUE.matcher(answer.body());
            if (next.find()) {
                pages.put(next.group(1), page(request, path) + 1);
            }
        } else if (!request.method().equals("GET")) {
            version.incrementAndGet();
        }
        if (request.method().equals("POST") && isPurchase(path) && answer.status() == 201) {
            made.merge(KubeGaps.nameIn(request.body()), 1, Integer::sum);
        }
        return new Conduct.Answer(answer.status(), dated(answer.headers()), answer.body());
    }

    private Map<String, String> dated(Map<String, String> given) {
        Map<String, String> headers = new TreeMap<>(given);
        headers.put("Content-Type", "application/json");
        headers.put(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        return headers;
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.close();
    }
}
