package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How one text becomes a value of its type. */
final class Scalars {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern DURATION = Pattern.compile("-?(?:" + DURATION_PART.pattern() + ")+");
    private static final Pattern MONEY = Pattern.compile("(-?)\\$?(\\d{1,9}(?:\\.\\d{1,6})?)");
    private static final Pattern LISTEN = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d{1,5})");

    private record Kind(String expected, Function<String, Object> read) {}

    private final Map<Class<?>, Kind> kinds;

    /** @param base what relative paths are relative to */
    Scalars(Path base) {
        this.kinds = Map.ofEntries(
                Map.entry(String.class, new Kind("a text", text -> text)),
                Map.entry(Integer.class, new Kind("a whole number", Integer::valueOf)),
                Map.entry(Double.class, new Kind("a number", text -> new BigDecimal(text).doubleValue())),
                Map.entry(Boolean.class, new Kind("true or false", Scalars::bool)),
                Map.entry(Duration.class, new Kind("a duration such as 90s, 15m, 2h or 1d", Scalars::duration)),
                Map.entry(Money.class, new Kind("an amount of dollars such as 0.05", Scalars::money)),
                Map.entry(Platform.class, new Kind("a platform such as linux/amd64", Platform::parse)),
                Map.entry(
                        Path.class,
                        new Kind("a path", text -> base.resolve(text).normalize())),
                Map.entry(URI.class, new Kind("an address such as https://drone.example.com", Scalars::address)),
                Map.entry(InetSocketAddress.class, new Kind("host:port such as 0.0.0.0:8787", Scalars::listen)));
    }

    boolean knows(Class<?> type) {
        return type.isEnum() || kinds.containsKey(boxed(type));
    }

    /** What a value of the type looks like, in words. */
    String expected(Class<?> type) {
        return kind(type).expected();
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is none
     */
    Object read(Class<?> type, String text) {
        return kind(type).read().apply(text);
    }

    private Kind kind(Class<?> type) {
        if (type.isEnum()) {
            return new Kind(
                    Arrays.stream(type.getEnumConstants()).map(Scalars::word).collect(Collectors.joining(" or ")),
                    text -> choice(type, text));
        }
        return Optional.ofNullable(kinds.get(boxed(type)))
                .orElseThrow(() -> new IllegalArgumentException("no setting can be of type " + type.getName()));
    }

    private static Class<?> boxed(Class<?> type) {
        return type == int.class ? Integer.class : type == boolean.class ? Boolean.class : type;
    }

    /** Whether a number, an amount or a duration is more than zero; anything else is not measured. */
    static boolean isPositive(Object value) {
        return switch (value) {
            case Integer number -> number > 0;
            case Money money -> money.micros() > 0;
            case Duration duration -> duration.isPositive();
            default -> true;
        };
    }

    /** Whether it is an amount or a duration below zero. */
    static boolean isNegative(Object value) {
        return switch (value) {
            case Money money -> money.micros() < 0;
            case Duration duration -> duration.isNegative();
            default -> false;
        };
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no match");
        }
        return matcher;
    }

    private static Duration duration(String text) {
        match(DURATION, text);
        Duration sum = Duration.ZERO;
        for (Matcher part = DURATION_PART.matcher(text); part.find(); ) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        return text.startsWith("-") ? sum.negated() : sum;
    }

    private static Money money(String text) {
        Matcher parts = match(MONEY, text);
        return Money.dollars(parts.group(1) + parts.group(2));
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
            throw new IllegalArgumentException("no address of a server");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private static InetSocketAddress listen(String text) {
        Matcher parts = match(LISTEN, text);
        return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    private static Object choice(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no choice");
    }
}
