package io.github.dynagents.bench.policy;

import io.github.dynagents.testkit.time.Spread;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long machines boot: {@code 90s}, or {@code 90s~0.5}, log-normal around it with that sigma.
 *
 * @param sigma 0 if all take as long
 */
record Boot(Duration median, double sigma) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})s(?:~(\\d(?:\\.\\d{1,3})?))?");

    Spread spread() {
        return sigma == 0 ? Spread.always(median) : Spread.around(median, sigma);
    }

    @Override
    public String toString() {
        return median.toSeconds() + " s" + (sigma == 0 ? "" : ", log-normal with sigma " + sigma);
    }

    /** As a picocli converter. */
    static final class Text implements ITypeConverter<Boot> {
        @Override
        public Boot convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + text + "\" is neither a time such as 90s nor a log-normal one,"
                        + " its median and sigma: 90s~0.5");
            }
            return new Boot(
                    Duration.ofSeconds(Long.parseLong(matcher.group(1))),
                    matcher.group(2) == null ? 0 : Double.parseDouble(matcher.group(2)));
        }
    }
}
