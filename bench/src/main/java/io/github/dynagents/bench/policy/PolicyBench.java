package io.github.dynagents.bench.policy;

import com.squareup.moshi.JsonWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.dynagents.core.model.Money;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares our policy with the rules of others on traces, and with what is known afterwards to be good. */
@Command(
        name = "bench/policy",
        description = {
            "Replays each trace under our policy, with and without learning, and under every rule of others with every",
            "parameter, and tells each one's objective (cost + worth x waiting) as a ratio to the best rule of the case,",
            "which is known only afterwards (*), and to the hindsight schedule, which knows the whole trace."
        },
        mixinStandardHelpOptions = true)
public final class PolicyBench implements Callable<Integer> {
    private static final int TEXTS = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TRACE", arity = "1..*", description = "Traces, and folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--billing", split = ",", description = "hourly, second (default: both).")
    private List<Billing> billings = List.of(Billing.values());

    @Option(
            names = "--worth",
            split = ",",
            description = "Dollars for an hour that a job waits (default: 0.5,2,10,60).")
    private List<Double> worths = List.of(0.5, 2.0, 10.0, 60.0);

    @Option(
            names = "--price",
            split = ",",
            converter = Sold.Text.class,
            paramLabel = "DOLLARS[@SPEED]",
            description = "Of a machine's hour, and how fast it is; several are on sale together (default: 0.10).")
    private List<Sold> sold = List.of(new Sold(Money.dollars("0.10"), 1));

    @Option(names = "--slots", defaultValue = "2", description = "Of a machine (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--boot",
            defaultValue = "90s",
            converter = Boot.Text.class,
            paramLabel = "TIME[~SIGMA]",
            description = "90s, or log-normal around it: 90s~0.5 (default: ${DEFAULT-VALUE}).")
    private Boot boot = new Boot(Duration.ZERO, 0);

    @Option(
            names = "--jitter",
            defaultValue = "0%",
            paramLabel = "SHARE",
            description = "Makes each gap between jobs longer or shorter by as much at most, such as 20%%.")
    private String jitter = "";

    @Option(names = "--seed", defaultValue = "1", description = "Of all chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--store", paramLabel = "FOLDER", description = "Keeps finished replays there, and reads them.")
    private @Nullable Path store;

    @Option(names = "--summary", description = "Prints only the summary, not every case.")
    private boolean summaryOnly;

    @Option(names = "--json", description = "Prints an array of objects, one for each line, and no summary.")
    private boolean json;

    @Option(names = "--csv", description = "Prints the same as CSV.")
    private boolean csv;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws the summary into an SVG file.")
    private @Nullable Path plot;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new PolicyBench())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Setup setup = new Setup(sold, slots, boot, share(), seed);
        List<Case> cases = new ArrayList<>();
        for (Path file : BenchTrace.files(paths)) {
            BenchTrace trace = BenchTrace.read(file, setup);
            for (Billing billing : billings) {
                worths.forEach(worth -> cases.add(new Case(trace, billing, Money.dollars(worth))));
            }
        }
        Map<Question, Answer> answers = new Answers(
                        setup,
                        Store.in(Optional.ofNullable(store)),
                        spec.commandLine().getErr())
                .to(cases.stream().flatMap(one -> one.questions(setup).stream()).toList());
        List<Line> lines = cases.stream()
                .flatMap(one -> one.lines(setup, answers).stream())
                .toList();
        print(setup, lines);
        if (plot != null) {
            new Picture(new Summary(lines)).write(plot);
        }
        return 0;
    }

    private double share() {
        if (!jitter.matches("\\d{1,2}(\\.\\d{1,3})?%")) {
            throw new ParameterException(
                    spec.commandLine(), "--jitter: \"" + jitter + "\" is not a share such as 20%, below 100%");
        }
        return Double.parseDouble(jitter.substring(0, jitter.length() - 1)) / 100;
    }

    private void print(Setup setup, List<Line> lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(jsonOf(lines.stream().map(Line::fields).toList()));
        } else if (csv) {
            out.print(csvOf(lines));
        } else {
            out.println(setup);
            out.println();
            if (!summaryOnly) {
                out.println(
                        Text.table(Line.TITLES, lines.stream().map(Line::cells).toList(), TEXTS));
            }
            out.print(new Summary(lines).text());
        }
        out.flush();
    }

    private static String jsonOf(Object value) throws IOException {
        try (Buffer buffer = new Buffer();
                JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setIndent("  ");
            writer.jsonValue(value);
            return buffer.readUtf8();
        }
    }

    private static String csvOf(List<Line> lines) throws IOException {
        StringWriter text = new StringWriter();
        List<String> titles = List.of(
                "trace",
                "billing",
                "worth",
                "policy",
                "cost",
                "waitHours",
                "waitP95",
                "machines",
                "unfinished",
                "objective",
                "best",
                "toBest",
                "toHindsight");
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(titles);
            for (Line line : lines) {
                Map<String, Object> fields = line.fields();
                writer.writeRecord(titles.stream()
                        .map(title -> String.valueOf(fields.getOrDefault(title, "")))
                        .toList());
            }
        }
        return text.toString();
    }
}
