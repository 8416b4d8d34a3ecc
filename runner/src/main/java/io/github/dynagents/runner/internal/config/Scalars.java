package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.OptionValue;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How one text becomes a value of its type. */
final class Scalars {
    private static final Pattern LISTEN = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d{1,5})");

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            URI.class, new Kind("an address such as https://drone.example.com", Scalars::address),
            InetSocketAddress.class, new Kind("host:port such as 0.0.0.0:8787", Scalars::listen));

    private record Kind(String expected, Function<String, Object> read) {}

    private final Path base;

    /** @param base what relative paths are relative to */
    Scalars(Path base) {
        this.base = base;
    }

    boolean knows(Class<?> type) {
        return type.isEnum() || KINDS.containsKey(type) || (OptionValue.isType(boxed(type)) && type != List.class);
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
        return Optional.ofNullable(KINDS.get(type))
                .orElseGet(() ->
                        new Kind(OptionValue.expected(boxed(type)), text -> OptionValue.read(boxed(type), text, base)));
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

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no match");
        }
        return matcher;
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
