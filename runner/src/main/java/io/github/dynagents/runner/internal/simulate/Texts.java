package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options. */
final class Texts {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));

    private Texts() {}

    static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException("\"" + text + "\" is not a time such as 90s or 2m");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    static Money money(String text) {
        try {
            BigDecimal amount = new BigDecimal(text.startsWith("$") ? text.substring(1) : text);
            if (amount.signum() >= 0 && amount.compareTo(BigDecimal.valueOf(1_000_000)) <= 0) {
                return Money.dollars(amount.toPlainString());
            }
        } catch (NumberFormatException e) {
            throw notMoney(text);
        }
        throw notMoney(text);
    }

    private static TypeConversionException notMoney(String text) {
        return new TypeConversionException("\"" + text + "\" is not an amount of dollars such as 0.10");
    }

    static int slots(String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new TypeConversionException("\"" + text + "\" is not a number of slots from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    static Billing billing(String text) {
        return Arrays.stream(Billing.values())
                .filter(billing -> billing.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is neither hourly nor second"));
    }

    /** As a picocli converter. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            Matcher matcher = SHARE.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + text + "\" is not a share such as 20%, below 100%");
            }
            return Double.parseDouble(matcher.group(1)) / 100;
        }
    }
}
