package io.github.dynagents.aws;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What EC2 and the Pricing API say of what is sold, on this host: one thing a page. */
final class FakeMarket implements AutoCloseable {
    private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);
    private static final JsonAdapter<FakeProduct.Question> QUESTION =
            new Moshi.Builder().build().adapter(FakeProduct.Question.class);

    private final HttpServer server;
    private final List<FakeType> types = new ArrayList<>();
    private final List<String> spot = new ArrayList<>();
    private final List<FakeProduct> products = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    FakeMarket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeMarket has(FakeType type) {
        types.add(type);
        return this;
    }

    FakeMarket auctions(String type, String zone, String price, String since) {
        spot.add("<instanceType>" + type
                + "</instanceType><productDescription>Linux/UNIX</productDescription><spotPrice>"
                + price + "</spotPrice><timestamp>" + since + "</timestamp><availabilityZone>" + zone
                + "</availabilityZone>");
        return this;
    }

    FakeMarket lists(FakeProduct product) {
        products.add(product);
        return this;
    }

    /** Lets the Pricing API refuse all, with that error; or not, if it is empty. */
    void refuses(String error) {
        refusal = Optional.of(error).filter(it -> !it.isEmpty());
    }

    /** The actions that were asked for, each page of each. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean pricing = exchange.getRequestHeaders().containsKey("X-Amz-Target");
            int status = pricing && refusal.isPresent() ? 400 : 200;
            byte[] answer = (pricing ? pricing(body) : ec2(form(body))).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", pricing ? "application/x-amz-json-1.1" : "text/xml");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String field : body.split("&", -1)) {
            String[] part = field.split("=", 2);
            form.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private String ec2(Map<String, String> form) {
        String action = form.getOrDefault("Action", "");
        asked.add(action);
        List<String> named = form.entrySet().stream()
                .filter(each -> each.getKey().matches("Filter\\.1\\.Value\\.\\d+|InstanceType\\.\\d+"))
                .map(Map.Entry::getValue)
                .toList();
        return switch (action) {
            case "DescribeInstanceTypes" ->
                page(
                        form,
                        action,
                        "instanceTypeSet",
                        types.stream()
                                .filter(type -> named.contains(type.name()))
                                .map(FakeType::described)
                                .toList());
            case "DescribeInstanceTypeOfferings" ->
                page(
                        form,
                        action,
                        "instanceTypeOfferingSet",
                        types.stream()
                                .filter(type -> named.contains(type.name()))
                                .flatMap(type -> type.offered().stream())
                                .toList());
            case "DescribeSpotPriceHistory" ->
                page(
                        form,
                        action,
                        "spotPriceHistorySet",
                        spot.stream()
                                .filter(each -> named.stream().anyMatch(name -> each.contains(">" + name + "<")))
                                .toList());
            default -> throw new IllegalStateException(action);
        };
    }

    private static String page(Map<String, String> form, String action, String set, List<String> all) {
        int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        List<String> items = all.subList(from, Math.min(from + 1, all.size()));
        String next = from + 1 < all.size() ? "<nextToken>" + (from + 1) + "</nextToken>" : "";
        return "<" + action + "Response><" + set + ">"
                + items.stream().map(item -> "<item>" + item + "</item>").collect(Collectors.joining())
                + "</" + set + ">" + next + "</" + action + "Response>";
    }

    private String pricing(String body) throws IOException {
        asked.add("GetProducts");
        if (refusal.isPresent()) {
            return JSON.toJson(Map.of("__type", refusal.get(), "message", "no"));
        }
        FakeProduct.Question question =
                Optional.ofNullable(QUESTION.fromJson(body)).orElseThrow();
        List<String> all = products.stream()
                .filter(product -> product.answers(question))
                .map(FakeProduct::document)
                .toList();
        int from = Integer.parseInt(Optional.ofNullable(question.token()).orElse("0"));
        Map<String, Object> answer = new TreeMap<>(
                Map.of("FormatVersion", "aws_v1", "PriceList", all.subList(from, Math.min(from + 1, all.size()))));
        if (from + 1 < all.size()) {
            answer.put("NextToken", String.valueOf(from + 1));
        }
        return JSON.toJson(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
