package io.github.dynagents.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * DigitalOcean on loopback: Droplets that come up and go, tags that stay, pages, lists that lag, a rate limit, quota and
 * capacity, and any fault in between. It answers as the vendor's OpenAPI document says, which {@link OpenApiTest} checks.
 */
final class FakeDigitalOcean implements AutoCloseable {
    static final String TOKEN = "dop_v1_0123456789abcdef";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final LoopbackHttp http;
    private final FakeAccount account;
    private final Trouble trouble = new Trouble();
    private final FakeRateLimit rateLimit = new FakeRateLimit();
    private final List<Recorded> recorded = new ArrayList<>();
    private Consumer<LoopbackHttp.Request> before = request -> {};

    FakeDigitalOcean(InstantSource clock) throws IOException {
        this(clock, 0);
    }

    FakeDigitalOcean(InstantSource clock, int port) throws IOException {
        this.clock = clock;
        this.account = new FakeAccount(clock);
        this.http = new LoopbackHttp(port, this::conduct);
    }

    String address() {
        return http.address();
    }

    int connections() {
        return http.connections();
    }

    FakeAccount account() {
        return account;
    }

    Trouble trouble() {
        return trouble;
    }

    FakeRateLimit rateLimit() {
        return rateLimit;
    }

    /** Does something whenever a request has come in, before it is answered. */
    void before(Consumer<LoopbackHttp.Request> action) {
        before = action;
    }

    synchronized List<Recorded> recorded() {
        return List.copyOf(recorded);
    }

    synchronized long requests(String method, String path) {
        return recorded.stream()
                .map(Recorded::request)
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path))
                .count();
    }

    private Conduct conduct(LoopbackHttp.Request request) {
        before.accept(request);
        synchronized (this) {
            Map<String, String> query = query(request.query());
            boolean isList = request.method().equals("GET") && request.path().equals("/v2/droplets");
            Optional<RawFault> fault = trouble.with(request, isList ? number(query, "page", 1) : 0);
            if (request.method().equals("POST")) {
                account.asked(JsonParser.parseString(request.body()).getAsJsonObject());
            }
            Conduct conduct = fault.map(it -> Trouble.play(it, () -> answer(request, query), headers()))
                    .orElseGet(() -> answer(request, query));
            Conduct.Answer shown =
                    conduct instanceof Conduct.Answer answer ? answer : new Conduct.Answer(0, Map.of(), "");
            recorded.add(new Recorded(request, shown, fault.isEmpty()));
            return conduct;
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(rateLimit.headers(clock.instant()));
        headers.put("Date", HTTP_DATE.format(clock.instant()));
        headers.put("Content-Type", "application/json; charset=utf-8");
        return headers;
    }

    private Conduct.Answer answer(LoopbackHttp.Request request, Map<String, String> query) {
        if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
            return Trouble.error(401, "unauthorized", "Unable to authenticate you", headers());
        }
        if (!rateLimit.passes(clock.instant())) {
            return Trouble.error(429, "too_many_requests", "API rate limit exceeded.", headers());
        }
        String path = request.path();
        Instant now = clock.instant();
        return switch (request.method() + " " + path.replaceAll("^(/v2/[a-z]+)/.+", "$1/")) {
            case "GET /v2/sizes" -> pages("sizes", FakeCatalogue.sizes(), FakeCatalogue::size, query, request);
            case "GET /v2/regions" -> pages("regions", FakeCatalogue.REGIONS, FakeCatalogue::region, query, request);
            case "GET /v2/tags" -> pages("tags", account.tags(), account::tag, query, request);
            case "GET /v2/droplets" ->
                pages("droplets", account.listed(query), droplet -> droplet.json(now), query, request);
            case "GET /v2/droplets/" ->
                account.find(last(path))
                        .map(it -> one(200, it, new JsonObject()))
                        .orElseGet(this::notFound);
            case "POST /v2/droplets" -> create(request);
            case "DELETE /v2/droplets/" -> account.delete(last(path)) ? nothing() : notFound();
            case "DELETE /v2/tags/" -> account.deleteTag(last(path)) ? nothing() : notFound();
            default -> notFound();
        };
    }

    private Conduct.Answer create(LoopbackHttp.Request request) {
        JsonObject asked = JsonParser.parseString(request.body()).getAsJsonObject();
        Optional<String> refusal = account.refuses(asked);
        if (refusal.isPresent()) {
            return Trouble.error(422, "unprocessable_entity", refusal.get(), headers());
        }
        JsonObject action = new JsonObject();
        action.addProperty("id", 7515);
        action.addProperty("rel", "create");
        action.addProperty("href", address() + "/v2/actions/7515");
        JsonArray actions = new JsonArray();
        actions.add(action);
        JsonObject links = new JsonObject();
        links.add("actions", actions);
        JsonObject rest = new JsonObject();
        rest.add("links", links);
        return one(202, account.create(asked), rest);
    }

    private Conduct.Answer one(int status, FakeDroplet droplet, JsonObject root) {
        root.add("droplet", droplet.json(clock.instant()));
        return new Conduct.Answer(status, headers(), root.toString());
    }

    private Conduct.Answer nothing() {
        return new Conduct.Answer(204, headers(), "");
    }

    private Conduct.Answer notFound() {
        return Trouble.error(404, "not_found", "The resource you were accessing could not be found.", headers());
    }

    private <T> Conduct.Answer pages(
            String what,
            List<T> all,
            Function<T, JsonElement> json,
            Map<String, String> query,
            LoopbackHttp.Request request) {
        int page = number(query, "page", 1);
        int size = Math.min(200, number(query, "per_page", 20));
        int last = Math.max(1, Math.ceilDiv(all.size(), size));
        JsonArray items = new JsonArray();
        all.stream().skip((long) (page - 1) * size).limit(size).map(json).forEach(items::add);
        JsonObject pages = new JsonObject();
        if (page < last) {
            pages.addProperty("next", address() + request.path() + "?page=" + (page + 1) + "&per_page=" + size);
            pages.addProperty("last", address() + request.path() + "?page=" + last + "&per_page=" + size);
        }
        if (page > 1) {
            pages.addProperty("first", address() + request.path() + "?page=1&per_page=" + size);
            pages.addProperty("prev", address() + request.path() + "?page=" + (page - 1) + "&per_page=" + size);
        }
        JsonObject links = new JsonObject();
        if (last > 1) {
            links.add("pages", pages);
        }
        JsonObject meta = new JsonObject();
        meta.addProperty("total", all.size());
        JsonObject root = new JsonObject();
        root.add(what, items);
        root.add("links", links);
        root.add("meta", meta);
        return new Conduct.Answer(200, headers(), root.toString());
    }

    private static String last(String path) {
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    private static int number(Map<String, String> query, String name, int fallback) {
        return Integer.parseInt(query.getOrDefault(name, Integer.toString(fallback)));
    }

    private static Map<String, String> query(String text) {
        SortedMap<String, String> query = new TreeMap<>();
        for (String part : text.split("&", -1)) {
            int is = part.indexOf('=');
            if (is > 0) {
                query.put(part.substring(0, is), URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
