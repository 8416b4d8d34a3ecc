package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.command.BadSettings;
import io.github.dynagents.runner.internal.command.FileTrouble;
import io.github.dynagents.runner.internal.command.Json;
import io.github.dynagents.runner.internal.command.Terminal;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.config.Nearest;
import io.github.dynagents.testkit.baseline.Baselines;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.replay.Jitter;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Trace;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells what traces would have cost, and how long their jobs would have waited. */
@Command(
        name = "simulate",
        description = {
            "Replays traces on virtual time: what they would have cost, and how long jobs would have waited.",
            "It is the daemon's own autoscaler that runs, under our policy and under others. No account and no network,"
                    + " unless --config FILE is given: then each pool of it is replayed with what its accounts sell now.",
            "Options that take several values (a,b,c) are combined; the replays run on all cores."
        },
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private static final List<String> USUAL = List.of(
            "economic",
            "always-on n=4",
            "drone 2..4 (default)",
            "woodpecker 1..10 (default)",
            "one machine per job",
            "idle-timeout T=600",
            "keep to the boundary");

    private final Terminal terminal;
    private final ConfigReader reader;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TRACE",
            arity = "1..*",
            description = "CSV, plain or gzipped: submitted,repo,pipeline,os,arch,labels,duration_s,status.")
    private List<Path> files = List.of();

    @Option(
            names = "--billing",
            split = ",",
            paramLabel = "hourly|second",
            description = "What machines are billed by (default: second, a minute at least).")
    private List<String> billing = List.of("second");

    @Option(
            names = "--price",
            split = ",",
            paramLabel = "DOLLARS",
            description = "Of a machine's hour (default: 0.10).")
    private List<String> price = List.of("0.10");

    @Option(
            names = "--slots",
            split = ",",
            paramLabel = "N",
            description = "How many jobs a machine runs at once (default: 2).")
    private List<String> slots = List.of("2");

    @Option(
            names = "--boot",
            split = ",",
            paramLabel = "TIME",
            description = "From the purchase to an agent that takes jobs (default: 90s).")
    private List<String> boot = List.of("90s");

    @Option(
            names = "--worth",
            split = ",",
            paramLabel = "DOLLARS",
            description = "What it is worth that one job does not wait for an hour (default: 2).")
    private List<String> worth = List.of("2");

    @Option(
            names = "--sweep",
            paramLabel = "OPTION=A,B",
            description = "The same as --OPTION A,B: billing, price, slots, boot or worth.")
    private List<String> sweeps = new ArrayList<>();

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "NAME",
            description =
                    "What buys and lets go, such as economic or \"idle-timeout T=600\" (default: ours, and one of "
                            + "each kind of rule).")
    private List<String> policies = USUAL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Where chance comes from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--jitter",
            paramLabel = "SHARE",
            defaultValue = "0%",
            converter = Texts.Share.class,
            description =
                    "Makes each gap between jobs longer or shorter by as much at most, such as 20%% (default: none).")
    private double jitter;

    @Option(names = "--json", description = "Prints JSON for scripts: an array of objects, one for each replay.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "REPORT",
            description =
                    "Writes a page with the figures and plots: money, queue and machines over time. It needs no network.")
    private @Nullable Path html;

    @Inject
    SimulateCommand(Terminal terminal, ConfigReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    @Override
    public Integer call() throws InterruptedException, InvalidConfig, BadSettings {
        if (html != null) {
            checkWritable(html);
        }
        Optional<Path> config = config();
        List<Row> rows = run(config.isPresent() ? realCases(config.get()) : gridCases());
        if (json) {
            terminal.out().println(Json.text(rows.stream().map(Row::json).toList()));
        } else {
            Table.print(rows, terminal.out());
        }
        if (html != null) {
            write(html, rows);
            if (!json) {
                terminal.out().println("plots: " + html);
            }
        }
        return ExitCode.OK.code();
    }

    private List<Case> gridCases() {
        Grid grid = grid();
        return grid.cases(files.stream().map(this::read).toList(), seed, html != null);
    }

    /** A configuration is looked into only if one is named. */
    private Optional<Path> config() {
        return Stream.of(spec.commandLine(), spec.commandLine().getParent())
                .map(CommandLine::getParseResult)
                .filter(parsed -> parsed.hasMatchedOption("--config"))
                .map(parsed -> Path.of(parsed.matchedOptionValue("--config", "")))
                .findFirst();
    }

    /** Each pool's jobs with what its accounts sell, for itself. */
    private List<Case> realCases(Path config) throws InvalidConfig, BadSettings, InterruptedException {
        for (String option : List.of("--billing", "--price", "--slots", "--boot", "--worth", "--sweep")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong(option + ": comes from the configuration where --config is given");
            }
        }
        List<NamedPolicy> compared = policies.stream().map(this::policy).toList();
        List<NamedTrace> traces = files.stream().map(this::read).toList();
        List<RealPool> pools =
                RealPools.of(reader.read(config.toString(), terminal.directory().resolve(config)));
        List<Case> cases = new ArrayList<>();
        for (NamedTrace trace : traces) {
            tellWhatNobodyServes(trace, pools);
            for (RealPool pool : pools) {
                NamedTrace part = pool.of(trace);
                if (!part.workload().arrivals().isEmpty()) {
                    compared.forEach(policy -> cases.add(
                            new Case(part, pool.setup(), pool.selling(), pool.worth(), policy, seed, html != null)));
                }
            }
        }
        return cases;
    }

    private void tellWhatNobodyServes(NamedTrace trace, List<RealPool> pools) {
        Map<String, Long> unserved = trace.workload().arrivals().stream()
                .map(Arrival::work)
                .filter(work -> pools.stream().noneMatch(pool -> pool.serves(work)))
                .collect(Collectors.groupingBy(
                        work -> work.platform() + (work.labels().isEmpty() ? "" : " " + work.labels()),
                        TreeMap::new,
                        Collectors.counting()));
        unserved.forEach((kind, jobs) -> terminal.err()
                .println("dynagents: " + trace.name() + ": " + jobs + " jobs for " + kind
                        + " are left out: no pool serves them"));
    }

    /** Before the replays, which may take long. */
    private void checkWritable(Path report) {
        FileTrouble.beforehand(terminal.directory().resolve(report)).ifPresent(why -> {
            throw wrong("--html " + report + " cannot be written: " + why);
        });
    }

    private void write(Path report, List<Row> rows) {
        try {
            Report.write(rows, terminal.directory().resolve(report));
        } catch (IOException e) {
            throw wrong("--html " + report + " cannot be written: " + FileTrouble.why(e));
        }
    }

    private Grid grid() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        axes.put("billing", billing);
        axes.put("price", price);
        axes.put("slots", slots);
        axes.put("boot", boot);
        axes.put("worth", worth);
        sweeps.forEach(sweep -> sweep(sweep, axes));
        return new Grid(
                read("billing", axes, Texts::billing),
                this.<Money>read("price", axes, Texts::money),
                read("slots", axes, Texts::slots),
                this.<Duration>read("boot", axes, Texts::time),
                read("worth", axes, Texts::money),
                policies.stream().map(this::policy).toList());
    }

    private void sweep(String sweep, Map<String, List<String>> axes) {
        int equals = sweep.indexOf('=');
        String axis = equals < 0 ? sweep : sweep.substring(0, equals);
        if (equals < 0 || !axes.containsKey(axis)) {
            throw wrong("--sweep: \"" + sweep + "\" is not of the form worth=0.5,2,10"
                    + (axes.containsKey(axis) ? "" : Nearest.hint(axis, axes.keySet())));
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--" + axis)) {
            throw wrong("--sweep " + axis + " and --" + axis + " say the same; give one of them");
        }
        axes.put(axis, List.of(sweep.substring(equals + 1).split(",", -1)));
    }

    private <T> List<T> read(String axis, Map<String, List<String>> axes, Function<String, T> reader) {
        try {
            return axes.getOrDefault(axis, List.of()).stream().map(reader).toList();
        } catch (TypeConversionException e) {
            throw wrong("--" + axis + ": " + e.getMessage());
        }
    }

    private NamedPolicy policy(String name) {
        return Baselines.named(name)
                .orElseThrow(() -> wrong("--policy: no policy is called \"" + name + "\""
                        + Nearest.hint(name, Baselines.examples()) + "; numbers in them may be others"));
    }

    private NamedTrace read(Path file) {
        if (Files.isDirectory(terminal.directory().resolve(file))) {
            throw wrong(file + ": it is a folder; name the traces in it");
        }
        try {
            Workload workload = Trace.read(terminal.directory().resolve(file));
            if (workload.arrivals().isEmpty()) {
                throw wrong(file + ": it has no jobs");
            }
            return new NamedTrace(NamedTrace.nameOf(file), Jitter.gaps(workload, jitter, seed));
        } catch (NoSuchFileException e) {
            throw wrong(file + ": there is no such file");
        } catch (FileSystemException e) {
            throw wrong("a trace cannot be read: " + FileTrouble.why(e));
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private List<Row> run(List<Case> cases) throws InterruptedException {
        return Replays.run(cases, new Progress(terminal.err(), cases.size(), !json && Ansi.AUTO.enabled()));
    }
}
