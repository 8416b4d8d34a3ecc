package io.github.dynagents.aws;

import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before moto and passes everything on, as an account of its own. It does itself only what moto does not: what is
 * in {@link Gaps}, and to fail as it is told.
 */
final class Gate implements AutoCloseable {
    static final String REGION = "eu-central-1";
    private static final AtomicLong ACCOUNTS = new AtomicLong(100_000_000_000L);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Moto moto = Moto.server();
    private final String account = Long.toString(ACCOUNTS.incrementAndGet());
    private final InstantSource clock;
    private final Trouble trouble = new Trouble();
    private final Gaps gaps;
    private final Map<String, LoopbackHttp.Request> last = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final LoopbackHttp server;
    private volatile Duration late = Duration.ZERO;

    Gate(InstantSource clock) {
        this.clock = clock;
        this.gaps = new Gaps(this, clock);
        try {
            this.server = new LoopbackHttp(0, this::handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return server.address();
    }

    int connections() {
        return server.connections();
    }

    /** How many requests of that action have come in. */
    int requests(String action) {
        return requests.getOrDefault(action, 0);
    }

    /** All actions of which a request has come in. */
    SortedSet<String> actions() {
        return new TreeSet<>(requests.keySet());
    }

    /** The last request of that action. */
    Optional<LoopbackHttp.Request> last(String action) {
        return Optional.ofNullable(last.get(action));
    }

    /** From now on its answers are dated so much before the others' time. */
    void late(Duration by) {
        late = by;
    }

    Trouble trouble() {
        return trouble;
    }

    Gaps gaps() {
        return gaps;
    }

    private Conduct handle(LoopbackHttp.Request request) {
        Asked asked = Asked.of(request);
        requests.merge(asked.action(), 1, Integer::sum);
        last.put(asked.action(), request);
        Optional<Conduct.Answer> refusal = trouble.refusal(asked);
        Optional<RawFault> fault = trouble.with(asked, Gaps.page(asked));
        if (refusal.isPresent() || fault.isPresent()) {
            Share.ofFaults();
        }
        return dated(refusal.<Conduct>map(answer -> answer)
                .or(() -> fault.map(what -> Trouble.play(what, asked, () -> gaps.answer(asked))))
                .orElseGet(() -> gaps.answer(asked)));
    }

    private Conduct dated(Conduct conduct) {
        return switch (conduct) {
            case Conduct.Answer answer -> dated(answer);
            case Conduct.Half half -> new Conduct.Half(dated(half.whole()));
            case Conduct.Cut cut -> cut;
            case Conduct.Hang hang -> hang;
        };
    }

    private Conduct.Answer dated(Conduct.Answer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().minus(late).atOffset(ZoneOffset.UTC)));
        return new Conduct.Answer(answer.status(), headers, answer.body());
    }

    /** What moto answers to a request as it came in. */
    Conduct.Answer moto(LoopbackHttp.Request request) {
        HttpRequest.Builder passed = HttpRequest.newBuilder(moto.address().resolve(request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()))
                .header("x-moto-account-id", account);
        request.headers().forEach((name, value) -> {
            if (List.of("authorization", "content-type", "x-amz-target", "x-amz-date")
                    .contains(name)) {
                passed.header(name, value);
            }
        });
        try {
            HttpResponse<String> response = HTTP.send(passed.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> {
                if (name.toLowerCase(Locale.ROOT).matches("content-type|x-amz.*")) {
                    headers.put(name, values.getFirst());
                }
            });
            return new Conduct.Answer(response.statusCode(), headers, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("moto does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks EC2 as moto has it, past everything. */
    String ec2(String action, String... parameters) {
        Map<String, String> form = new TreeMap<>(Map.of("Action", action, "Version", "2016-11-15"));
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        return form("ec2", form);
    }

    /** The account has an instance profile of that name. */
    void makeProfile(String name) {
        form("iam", Map.of("Action", "CreateInstanceProfile", "Version", "2010-05-08", "InstanceProfileName", name));
    }

    private String form(String service, Map<String, String> form) {
        return asked(service, Map.of("content-type", "application/x-www-form-urlencoded"), Form.write(form));
    }

    /** Asks a service that speaks JSON as moto has it, past everything. */
    String json(String service, String target, String body) {
        return asked(service, Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target), body);
    }

    private String asked(String service, Map<String, String> more, String body) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=behind/20260101/" + REGION + "/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0");
        Conduct.Answer answer = moto(new LoopbackHttp.Request("POST", "/", "", headers, body));
        if (answer.status() != 200) {
            throw new AssertionError("moto refuses: " + answer.body());
        }
        return answer.body();
    }

    /** All that matches the first group of a pattern. */
    static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
