package io.github.dynagents.runner.internal.config;

import io.github.dynagents.runner.internal.plugin.Plugins;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Config config = bind(shown, file, reading, Config.class);
        new Crosschecks(reading, config).run();
        Plugins found = find(reading, config.plugins());
        Accounts accounts = new Accounts(reading, config.owner(), found);
        config.accounts()
                .forEach((name, account) -> accounts.read(
                        name, account.provider(), account.limit(), account.options(), account.templates()));
        return new Configured(file, config, accounts.ready(), found, warnings(reading));
    }

    /**
     * Reads what {@code reap} needs: owner, accounts, safety, timeouts, plugins. The rest may be there or not, and is not
     * looked into.
     *
     * @param shown its name in messages
     * @param file where it is
     * @throws InvalidConfig with all errors at once
     */
    public ReapConfigured readForReap(String shown, Path file) throws InvalidConfig {
        Reading reading = new Reading(shown, base(file), environment);
        ReapConfig config = bind(shown, file, reading, ReapConfig.class);
        CommonChecks checks = new CommonChecks(reading);
        checks.owner(config.owner());
        checks.names("accounts", config.accounts());
        checks.safety(config.safety());
        Plugins found = find(reading, config.plugins());
        Accounts accounts = new Accounts(reading, config.owner(), found);
        config.accounts()
                .forEach((name, account) -> accounts.read(
                        name, account.provider(), Optional.empty(), account.options(), account.templates()));
        return new ReapConfigured(config, accounts.ready(), found, warnings(reading));
    }

    /**
     * Reads where the file is by which {@code pause} tells the daemon; nothing else is looked into.
     *
     * @param shown the configuration's name in messages
     * @param file where it is
     * @throws InvalidConfig if it cannot be read, or a key is unknown
     */
    public Path readPauseFile(String shown, Path file) throws InvalidConfig {
        Reading reading = new Reading(shown, base(file), environment);
        PauseConfig config = bind(shown, file, reading, PauseConfig.class);
        warnings(reading);
        return PauseConfig.file(file, config.pauseFile());
    }

    /**
     * Reads what {@code history} needs: the CI servers and how long to wait for them. The rest may be there or not, and
     * is not looked into.
     *
     * @param shown the configuration's name in messages
     * @param file where it is
     * @throws InvalidConfig with all errors at once
     */
    public HistoryConfig readForHistory(String shown, Path file) throws InvalidConfig {
        Reading reading = new Reading(shown, base(file), environment);
        HistoryConfig config = bind(shown, file, reading, HistoryConfig.class);
        warnings(reading);
        return config;
    }

    private static <T extends Record> T bind(String shown, Path file, Reading reading, Class<T> type)
            throws InvalidConfig {
        Optional<Node> root = compose(shown, file, reading);
        if (root.isEmpty()) {
            throw new InvalidConfig(reading.problems().sorted());
        }
        return new Binder(reading).bind(root.get(), type);
    }

    private Plugins find(Reading reading, Path folder) {
        if (reading.places().has("plugins") && !Files.isDirectory(folder)) {
            reading.error("plugins", "there is no folder " + folder);
        }
        return plugins.apply(folder);
    }

    private static List<Problem> warnings(Reading reading) throws InvalidConfig {
        if (reading.problems().anyError()) {
            throw new InvalidConfig(reading.problems().sorted());
        }
        return reading.problems().sorted();
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
}
