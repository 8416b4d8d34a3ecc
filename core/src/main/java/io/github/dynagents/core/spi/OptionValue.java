package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that an {@link Option} can have, and how one is written. */
public final class OptionValue {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern DURATION = Pattern.compile("-?(?:" + DURATION_PART.pattern() + ")+");
    private static final Pattern MONEY = Pattern.compile("(-?)\\$?(\\d{1,9}(?:\\.\\d{1,6})?)");

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            String.class, new Kind("a text", (text, base) -> text),
            Integer.class, new Kind("a whole number", (text, base) -> Integer.valueOf(text)),
            Double.class, new Kind("a number", (text, base) -> new BigDecimal(text).doubleValue()),
            Boolean.class, new Kind("true or false", (text, base) -> bool(text)),
            Duration.class, new Kind("a duration such as 90s, 15m, 2h or 1d", (text, base) -> duration(text)),
            Money.class, new Kind("an amount of dollars such as 0.05", (text, base) -> money(text)),
            Platform.class, new Kind("a platform such as linux/amd64", (text, base) -> Platform.parse(text)),
            Path.class, new Kind("a path", (text, base) -> base.resolve(text).normalize()),
            List.class, new Kind("a list, such as [a, b]", (text, base) -> list(text)));

    private record Kind(String expected, BiFunction<String, Path, Object> read) {}

    private OptionValue() {}

    /** Whether an option can be of that type. */
    public static boolean isType(Class<?> type) {
        return KINDS.containsKey(type);
    }

    /** What a value of the type looks like, in words. */
    public static String expected(Class<?> type) {
        return kind(type).expected();
    }

    /**
     * Reads a value, written as in the configuration file.
     *
     * @param base what a relative path is relative to
     * @throws IllegalArgumentException if the text is none, or no option can be of that type
     */
    public static Object read(Class<?> type, String text, Path base) {
        return kind(type).read().apply(text, base);
    }

    private static Kind kind(Class<?> type) {
        return Optional.ofNullable(KINDS.get(type))
                .orElseThrow(() -> new IllegalArgumentException("no setting can be of type " + type.getName()));
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

    private static List<String> list(String text) {
        String items = text.strip().replaceAll("^\\[|]$", "").strip();
        return items.isEmpty() ? List.of() : Arrays.asList(items.split("\\s*,\\s*"));
    }
}
