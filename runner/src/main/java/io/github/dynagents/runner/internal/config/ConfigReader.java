package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.runner.internal.plugin.BrokenPlugin;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads and checks a configuration file, offline. */
public final class ConfigReader {
    private final Map<String, String> environment;
    private final Function<Path, Plugins> plugins;

    /**
     * A reader.
     *
     * @param environment what {@code ${NAME}} stands for
     * @param plugins finds the providers, given the configured folder
     */
    public ConfigReader(Map<String, String> environment, Function<Path, Plugins> plugins) {
        this.environment = environment;
        this.plugins = plugins;
    }

    /**
     * Reads a file.
     *
     * @param shown its name in messages
     * @param file where it is
     * @throws InvalidConfig with all errors at once
     */
    public Configured read(String shown, Path file) throws InvalidConfig {
        Reading reading = new Reading(shown, base(file), environment);
        Optional<Node> root = compose(shown, file, reading);
        if (root.isEmpty()) {
            throw new InvalidConfig(reading.problems().sorted());
        }
        Config config = new Binder(reading).bind(root.get(), Config.class);
        new Crosschecks(reading, config).run();
        Plugins found = plugins.apply(config.plugins());
        if (reading.places().has("plugins") && !Files.isDirectory(config.plugins())) {
            reading.error("plugins", "there is no folder " + config.plugins());
        }
        SortedMap<String, Account> accounts = new TreeMap<>();
        config.accounts()
                .forEach((name, account) ->
                        account(reading, config, found, name, account).ifPresent(ready -> accounts.put(name, ready)));
        if (reading.problems().anyError()) {
            throw new InvalidConfig(reading.problems().sorted());
        }
        return new Configured(
                file,
                config,
                Collections.unmodifiableSortedMap(accounts),
                found,
                reading.problems().sorted());
    }

    /**
     * The folder of plugins that a configuration names, for commands that work without one: where there is no such
     * file, or it cannot be read, the default beside it.
     */
    public static Path pluginsFolder(Path file) {
        Reading reading = new Reading(file.toString(), base(file), Map.of());
        return compose(file.toString(), file, reading)
                .map(root -> reading.entries((MappingNode) root, "").get("plugins"))
                .filter(ScalarNode.class::isInstance)
                .map(node -> base(file).resolve(((ScalarNode) node).getValue()).normalize())
                .orElseGet(() -> base(file).resolve("plugins"));
    }

    private static Path base(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    private static Optional<Node> compose(String shown, Path file, Reading reading) {
        Place start = new Place(shown, 1, 1);
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(shown)
                    .setUseMarks(true)
                    .setAllowDuplicateKeys(true)
                    .build();
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            if (root.isPresent() && root.get() instanceof MappingNode) {
                return root;
            }
            String what = root.isEmpty()
                    ? "the file is empty"
                    : "expected keys with values, found " + Reading.shown(root.get());
            reading.problems().error("", start, what + "; \"dynagents init\" prints a complete one");
        } catch (NoSuchFileException e) {
            reading.problems().error("", start, "there is no such file; make one with: dynagents init > " + shown);
        } catch (CharacterCodingException e) {
            reading.problems().error("", start, "the file is no UTF-8 text");
        } catch (IOException e) {
            reading.problems().error("", start, "the file cannot be read: " + e);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(reading::at).orElse(start);
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            reading.problems().error("", place, "this is no YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            reading.problems().error("", start, "this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<Account> account(
            Reading reading, Config config, Plugins plugins, String name, AccountConfig account) {
        String path = "accounts." + name;
        Optional<Provider> provider = plugins.named(account.provider());
        if (provider.isEmpty()) {
            reading.error(
                    path + ".provider", noProvider(reading.written(path + ".provider"), account.provider(), plugins));
            return Optional.empty();
        }
        OptionBinder options = new OptionBinder(reading);
        Settings settings = options.bind(account.options(), provider.get().accountOptions());
        SortedMap<String, Settings> templates = new TreeMap<>();
        account.templates()
                .forEach((template, raw) ->
                        templates.put(template, options.bind(raw, provider.get().templateOptions())));
        Account ready = new Account(
                name,
                config.owner(),
                account.limit(),
                provider.get(),
                settings,
                Collections.unmodifiableSortedMap(templates));
        if (!reading.problems().anyError()) {
            tryOpening(reading, path, ready);
        }
        return Optional.of(ready);
    }

    private static String noProvider(String written, String name, Plugins plugins) {
        List<String> known = new ArrayList<>();
        plugins.providers().forEach(provider -> known.add(provider.name()));
        StringBuilder what = new StringBuilder("there is no provider " + written + Nearest.hint(name, known));
        if (known.isEmpty()) {
            what.append("; put a provider's jar into the plugins folder");
        }
        plugins.unusable().forEach(unusable -> what.append("; not usable: ").append(unusable));
        return what.toString();
    }

    /** What only the provider can tell: whether its settings make sense together. */
    private static void tryOpening(Reading reading, String path, Account account) {
        try (Machines machines = account.open(InstantSource.system())) {
            machines.capabilities();
        } catch (IllegalArgumentException | BrokenPlugin e) {
            reading.problems().keyError(path, reading.places().ofKey(path), String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            reading.problems().keyError(path, reading.places().ofKey(path), account.provider() + " failed: " + e);
        }
    }
}
