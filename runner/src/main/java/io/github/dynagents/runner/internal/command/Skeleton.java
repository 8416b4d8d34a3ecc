package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The configuration that {@code init} prints: a text with accounts made from what the providers say of themselves. */
final class Skeleton {
    private static final String NONE_FOUND = """
              cloud:                              # a name of your own
                provider: cloud                   # one that "dynagents providers" lists
                # limit: 4                        # machines at most in this account
                # options: {}                     # the provider's own, of an account
                templates:
                  small: {}                       # the provider's own, of a kind of machine
            """;

    private static final Map<Class<?>, String> EXAMPLES = Map.of(
            Integer.class, "1",
            Double.class, "1.0",
            Boolean.class, "false",
            Duration.class, "10m",
            Money.class, "0.05",
            Platform.class, "linux/amd64",
            Path.class, "folder",
            List.class, "[]");

    private Skeleton() {}

    static String of(List<Provider> providers) {
        String accounts = providers.isEmpty()
                ? NONE_FOUND
                : providers.stream().map(Skeleton::account).collect(Collectors.joining());
        String buy = providers.isEmpty()
                ? "cloud"
                : providers.stream().map(Provider::name).collect(Collectors.joining(", "));
        return text().replace("@accounts@\n", accounts + "\n").replace("@buy@", buy);
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(Skeleton.class.getResourceAsStream("dynagents.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(Provider provider) {
        String name = provider.name();
        return line(2, name + ":", "a name of your own")
                + line(4, "provider: " + name, "")
                + line(4, "# limit: 4", "machines at most in this account")
                + section(4, "options:", provider.accountOptions(), name)
                + line(4, "templates:", "kinds of machine")
                + section(6, "small:", provider.templateOptions(), name + "_SMALL");
    }

    private static String section(int indent, String title, List<Option> options, String prefix) {
        if (options.isEmpty()) {
            return line(indent, title + " {}", "the provider has none to set");
        }
        return line(indent, title, "")
                + options.stream()
                        .map(option -> line(indent + 2, setting(option, prefix), option.help()))
                        .collect(Collectors.joining());
    }

    private static String setting(Option option, String prefix) {
        return (option.isRequired() ? "" : "# ") + option.name() + ": "
                + option.fallback()
                        .map(text -> text.isEmpty() ? "\"\"" : text)
                        .orElseGet(() -> example(option, prefix));
    }

    private static String example(Option option, String prefix) {
        return option.isSecret()
                ? "${" + (prefix + "_" + option.name()).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "}"
                : EXAMPLES.getOrDefault(option.type(), "change-me");
    }

    private static String line(int indent, String setting, String comment) {
        String start = " ".repeat(indent) + setting;
        String gap = " ".repeat(Math.max(1, 38 - start.length()));
        return start + (comment.isEmpty() ? "" : gap + "# " + comment.replaceAll("\\s+", " ")) + "\n";
    }
}
