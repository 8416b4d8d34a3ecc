package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the providers that were found, and what they may be told. */
@Command(
        name = "providers",
        description = "Lists the providers that were found, where, and their options.",
        mixinStandardHelpOptions = true)
final class ProvidersCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RootCommand root;
    private final PluginSearch search;

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    @Inject
    ProvidersCommand(Terminal terminal, RootCommand root, PluginSearch search) {
        this.terminal = terminal;
        this.root = root;
        this.search = search;
    }

    @Override
    public Integer call() {
        Plugins found = search.apply(ConfigReader.pluginsFolder(root.configFile()));
        if (json) {
            terminal.out().println(Json.text(json(found)));
        } else {
            print(found);
        }
        return ExitCode.OK.code();
    }

    private void print(Plugins found) {
        PrintWriter out = terminal.out();
        for (Provider provider : found.providers()) {
            out.println(provider);
            options(out, "account options", provider.accountOptions());
            options(out, "template options", provider.templateOptions());
        }
        if (found.providers().isEmpty()) {
            terminal.err()
                    .println("no provider was found; put a provider's jar into "
                            + ConfigReader.pluginsFolder(root.configFile()));
        }
        found.unusable().forEach(unusable -> terminal.err().println("warning: " + unusable));
    }

    private static void options(PrintWriter out, String title, List<io.github.dynagents.core.spi.Option> options) {
        out.println("  " + title + (options.isEmpty() ? ": none" : ":"));
        for (var option : options) {
            out.println("    " + option.name() + " (" + traits(option) + "): " + option.help());
        }
    }

    private static String traits(io.github.dynagents.core.spi.Option option) {
        return type(option)
                + (option.isSecret() ? ", secret" : "")
                + (option.isRequired() ? ", required" : "")
                + option.fallback().map(text -> ", default " + text).orElse("");
    }

    private static String type(io.github.dynagents.core.spi.Option option) {
        return option.type().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> json(Plugins found) {
        return Json.object(
                "providers",
                found.providers().stream().map(ProvidersCommand::json).toList(),
                "unusable",
                found.unusable().stream()
                        .map(unusable -> Json.object("origin", unusable.origin(), "why", unusable.why()))
                        .toList());
    }

    private static Map<String, Object> json(Provider provider) {
        return Json.object(
                "name", provider.name(),
                "origin", provider.origin(),
                "spi", provider.spi(),
                "accountOptions", json(provider.accountOptions()),
                "templateOptions", json(provider.templateOptions()));
    }

    private static List<Map<String, Object>> json(List<io.github.dynagents.core.spi.Option> options) {
        return options.stream()
                .map(option -> {
                    Map<String, Object> object = Json.object(
                            "name", option.name(),
                            "type", type(option),
                            "required", option.isRequired(),
                            "secret", option.isSecret(),
                            "help", option.help());
                    option.fallback().ifPresent(text -> object.put("default", text));
                    return object;
                })
                .toList();
    }
}
