package io.github.dynagents.aws;

import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What moto 5.2.5 lacks, and no more: one instance for one client token, lists in pages, states between those that last, an
 * instance's user data, what becomes of an instance besides, and a time other than now.
 */
final class Gaps {
    /** EC2 gives fewer than it is asked for, if it likes. */
    private static final int PAGE = 500;

    private static final String RESERVATION = "<item><reservationId>";
    private static final String TOKEN = "page-";
    private static final Map<String, String> CODES =
            Map.of("pending", "0", "running", "16", "shutting-down", "32", "stopping", "64", "stopped", "80");

    private final Gate gate;
    private final InstantSource clock;
    private final Map<String, Bought> tokens = new TreeMap<>();
    private final Map<String, Instant> launched = new ConcurrentHashMap<>();
    private final Map<String, String> userData = new ConcurrentHashMap<>();
    private final Map<String, String> forced = new ConcurrentHashMap<>();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> untaggable = ConcurrentHashMap.newKeySet();
    private final Map<String, Conduct.Answer> pages = new ConcurrentHashMap<>();
    private final Lists lists = new Lists();
    private volatile Consumer<String> born = id -> {};
    private volatile Consumer<String> ended = id -> {};

    private volatile UnaryOperator<String> containerInstances = UnaryOperator.identity();

    private record Bought(Map<String, String> form, Conduct.Answer answer, String id) {}

    Gaps(Gate gate, InstantSource clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** Which page of a list is asked for; 0 of anything else. */
    static int page(Asked asked) {
        if (!asked.action().equals("DescribeInstances")) {
            return 0;
        }
        String token = asked.form().getOrDefault("NextToken", TOKEN + "1");
        return Integer.parseInt(token.substring(TOKEN.length()));
    }

    /** What AWS would answer. */
    Conduct.Answer answer(Asked asked) {
        return switch (asked.action()) {
            case "RunInstances" -> run(asked);
            case "DescribeInstances" -> describe(asked);
            case "CreateTags" -> tag(asked);
            case "TerminateInstances" -> terminate(asked);
            case "ListTasks", "ListContainerInstances" ->
                isOneFilterTooMany(asked) ? tooMany() : lists.answer(asked, () -> passed(asked));
            case "DescribeContainerInstances" -> told(passed(asked));
            default -> passed(asked);
        };
    }

    private Conduct.Answer passed(Asked asked) {
        Share.ofMoto();
        return gate.moto(asked.request());
    }

    /** Moto does not mind. */
    private static boolean isOneFilterTooMany(Asked asked) {
        String body = asked.request().body();
        return body.contains("\"startedBy\"") && body.matches("(?s).*\"(desiredStatus|family|containerInstance)\".*");
    }

    private static Conduct.Answer tooMany() {
        Share.ofGate();
        return Trouble.error(true, 400, "InvalidParameterException", "startedBy must be the only filter", Map.of());
    }

    private Conduct.Answer told(Conduct.Answer answer) {
        return new Conduct.Answer(answer.status(), answer.headers(), containerInstances.apply(answer.body()));
    }

    /** From now on container instances are described so. */
    void tellsOfContainerInstances(UnaryOperator<String> body) {
        containerInstances = body;
    }

    private Conduct.Answer tag(Asked asked) {
        Optional<String> gone =
                asked.form().values().stream().filter(untaggable::contains).findFirst();
        if (gone.isPresent()) {
            Share.ofFaults();
            String what = "The instance ID '" + gone.get() + "' does not exist";
            return Trouble.error(false, 400, "InvalidInstanceID.NotFound", what, Map.of());
        }
        return passed(asked);
    }

    private Conduct.Answer run(Asked asked) {
        String token = asked.form().getOrDefault("ClientToken", "");
        synchronized (tokens) {
            Optional<Bought> before = Optional.ofNullable(tokens.get(token));
            if (before.isPresent()) {
                Share.ofGate();
                return before.get().form().equals(asked.form()) ? again(before.get()) : mismatch();
            }
            Conduct.Answer answer = passed(asked);
            if (answer.status() == 200) {
                String id = ids(answer).getFirst();
                launched.put(id, clock.instant().truncatedTo(ChronoUnit.SECONDS));
                byte[] script = Base64.getDecoder().decode(asked.form().getOrDefault("UserData", ""));
                userData.put(id, new String(script, StandardCharsets.UTF_8));
                tokens.put(token, new Bought(asked.form(), answer, id));
                born.accept(id);
            }
            return touchedUp(answer);
        }
    }

    private static List<String> ids(Conduct.Answer answer) {
        return Gate.all("<instanceId>(i-[0-9a-f]+)</instanceId>", answer.body());
    }

    /** Its end is told before: what hangs on it ends first. */
    private Conduct.Answer terminate(Asked asked) {
        asked.form().forEach((key, id) -> {
            if (key.startsWith("InstanceId.")) {
                ended.accept(id);
            }
        });
        return passed(asked);
    }

    /** What is done when an instance comes up, and when it ends. */
    void lives(Consumer<String> born, Consumer<String> ended) {
        this.born = born;
        this.ended = ended;
    }

    private static Conduct.Answer mismatch() {
        return Trouble.error(
                false,
                400,
                "IdempotentParameterMismatch",
                "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
                Map.of());
    }

    /** What became of it meanwhile is told. */
    private Conduct.Answer again(Bought bought) {
        String now = gate.ec2("DescribeInstances", "InstanceId.1", bought.id());
        String state = Gate.all("<instanceState>(.*?)</instanceState>", now).getFirst();
        Conduct.Answer first = touchedUp(bought.answer());
        String body = with(first.body(), bought.id(), "instanceState", state);
        return new Conduct.Answer(200, first.headers(), body);
    }

    private Conduct.Answer describe(Asked asked) {
        Optional<String> token = Optional.ofNullable(asked.form().get("NextToken"));
        if (token.isPresent()) {
            Share.ofGate();
            return Optional.ofNullable(pages.get(token.get())).orElseThrow();
        }
        Conduct.Answer whole = touchedUp(passed(asked));
        return asked.form().containsKey("MaxResults") && whole.status() == 200 ? cut(whole) : whole;
    }

    /** Between reservations. */
    private Conduct.Answer cut(Conduct.Answer whole) {
        int start = whole.body().indexOf(RESERVATION);
        int end = whole.body().lastIndexOf("</reservationSet>");
        if (start < 0) {
            return whole;
        }
        String head = whole.body().substring(0, start);
        String tail = whole.body().substring(end);
        List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
        int instances = 0;
        for (String item : whole.body().substring(start, end).split("(?=" + RESERVATION + ")", -1)) {
            int more = Gate.all("(<instanceId>i-)", item).size();
            if (instances + more > PAGE) {
                parts.add(new StringBuilder());
                instances = 0;
            }
            instances += more;
            parts.getLast().append(item);
        }
        for (int i = 0; i < parts.size(); i++) {
            String next = i + 1 < parts.size() ? "<nextToken>" + TOKEN + (i + 2) + "</nextToken>" : "";
            String body = head + parts.get(i) + tail.replace("</reservationSet>", "</reservationSet>" + next);
            pages.put(TOKEN + (i + 1), new Conduct.Answer(200, whole.headers(), body));
        }
        return Optional.ofNullable(pages.get(TOKEN + 1)).orElseThrow();
    }

    private Conduct.Answer touchedUp(Conduct.Answer answer) {
        String body = answer.body();
        for (Map.Entry<String, Instant> entry : launched.entrySet()) {
            body = with(body, entry.getKey(), "launchTime", entry.getValue().toString());
        }
        for (Map.Entry<String, String> entry : forced.entrySet()) {
            String state = "<code>" + CODES.get(entry.getValue()) + "</code><name>" + entry.getValue() + "</name>";
            body = with(body, entry.getKey(), "instanceState", state);
        }
        return new Conduct.Answer(answer.status(), answer.headers(), shown(body));
    }

    private String shown(String body) {
        String shown = body;
        for (String id : hidden) {
            shown = Arrays.stream(shown.split("(?=" + RESERVATION + ")|(?=</reservationSet>)", -1))
                    .filter(part -> !part.contains("<instanceId>" + id + "</instanceId>"))
                    .collect(Collectors.joining());
        }
        return shown;
    }

    /** The text, where that instance is in it, with another value of that element, which comes after its id. */
    private static String with(String text, String id, String element, String value) {
        int at = text.indexOf("<instanceId>" + id + "</instanceId>");
        int start = at < 0 ? -1 : text.indexOf("<" + element + ">", at);
        int end = start < 0 ? -1 : text.indexOf("</" + element + ">", start);
        return end < 0 ? text : text.substring(0, start + element.length() + 2) + value + text.substring(end);
    }

    /** From now on an instance is shown in that state. */
    void force(String id, String state) {
        forced.put(id, state);
    }

    void mend() {
        forced.clear();
        hidden.clear();
        untaggable.clear();
    }

    /** No list shows that instance, though it is there. */
    void hides(String id) {
        hidden.add(id);
    }

    /** It is shown, and is gone. */
    void refusesTagsFor(String id) {
        untaggable.add(id);
    }

    /** The purchase of that name, as it came in. */
    Map<String, String> sent(String token) {
        synchronized (tokens) {
            return Optional.ofNullable(tokens.get(token)).map(Bought::form).orElse(Map.of());
        }
    }

    /** What an instance was given as user data. */
    String userData(String id) {
        return userData.getOrDefault(id, "");
    }
}
