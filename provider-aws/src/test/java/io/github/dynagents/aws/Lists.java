package io.github.dynagents.aws;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lists of ECS in pages of a hundred, as AWS gives them; moto gives all at once. */
final class Lists {
    private static final int PAGE = 100;
    private static final String NEXT = "nextToken";
    private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);

    private final Map<String, Conduct.Answer> pages = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();

    /** @param moto all of it */
    Conduct.Answer answer(Asked asked, Supplier<Conduct.Answer> moto) {
        Optional<Conduct.Answer> page = Optional.ofNullable(
                        read(asked.request().body()).get(NEXT))
                .flatMap(token -> Optional.ofNullable(pages.get(token)));
        if (page.isPresent()) {
            Share.ofGate();
            return page.get();
        }
        Conduct.Answer whole = moto.get();
        return whole.status() == 200 ? cut(whole) : whole;
    }

    private Conduct.Answer cut(Conduct.Answer whole) {
        Map.Entry<String, Object> only =
                read(whole.body()).entrySet().iterator().next();
        List<?> all = (List<?>) only.getValue();
        if (all.size() <= PAGE) {
            return whole;
        }
        Optional<String> next = Optional.empty();
        Conduct.Answer page = whole;
        for (int from = (all.size() - 1) / PAGE * PAGE; from >= 0; from -= PAGE) {
            Map<String, Object> body = new TreeMap<>();
            body.put(only.getKey(), all.subList(from, Math.min(from + PAGE, all.size())));
            next.ifPresent(token -> body.put(NEXT, token));
            page = new Conduct.Answer(200, whole.headers(), JSON.toJson(body));
            String token = "list-" + tokens.incrementAndGet();
            pages.put(token, page);
            next = Optional.of(token);
        }
        return page;
    }

    static String write(Map<String, Object> json) {
        return JSON.toJson(json);
    }

    /** A JSON object; of anything else there is none. */
    static Map<String, Object> read(String json) {
        Map<String, Object> read = new TreeMap<>();
        try {
            if (JSON.fromJson(json) instanceof Map<?, ?> map) {
                map.forEach((key, value) ->
                        Optional.ofNullable((Object) value).ifPresent(it -> read.put(String.valueOf(key), it)));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
