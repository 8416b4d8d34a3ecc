package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A machine that is on sale, written as {@code 0.10} or, with a speed, {@code 0.18@2}. */
record Sold(Money perHour, double speed) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)(?:@(\\d{1,3}(?:\\.\\d{1,3})?))?");

    @Override
    public String toString() {
        return perHour + (speed == 1 ? "" : "@" + speed);
    }

    /** As a picocli converter. */
    static final class Text implements ITypeConverter<Sold> {
        @Override
        public Sold convert(String text) {
            Matcher matcher = FORM.matcher(text);
            double speed = matcher.matches() && matcher.group(2) != null ? Double.parseDouble(matcher.group(2)) : 1;
            if (!matcher.matches() || speed <= 0) {
                throw new TypeConversionException(
                        "\"" + text + "\" is neither dollars an hour, such as 0.10, nor these and a speed: 0.18@2");
            }
            return new Sold(Money.dollars(matcher.group(1)), speed);
        }
    }
}
