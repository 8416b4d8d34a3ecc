package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/simulation.md say what the code does. */
class SimulationDocTest {
    private static final Path DOC = Path.of("..", "docs", "simulation.md");

    @Test
    void theTableOfFaultsIsThatOfTheCode() throws IOException {
        assertThat(table("faults"))
                .isEqualTo(rows(
                        "fault | what happens",
                        Arrays.stream(FaultKind.values()).map(kind -> "`" + kind + "` | " + kind.words())));
    }

    @Test
    void theTableOfInvariantsIsThatOfTheCode() throws IOException {
        assertThat(table("invariants"))
                .isEqualTo(rows(
                        "invariant | what holds",
                        Arrays.stream(Invariant.values())
                                .map(invariant -> "`" + invariant + "` | " + invariant.words())));
    }

    @Test
    void theTableOfExceptionsIsThatOfTheCode() throws IOException {
        assertThat(table("exceptions"))
                .isEqualTo(rows("invariant | excused by | for how much longer | because", exceptions()));
    }

    /** One row for all causes that reach as far for the same reason. */
    private static Stream<String> exceptions() {
        Map<List<String>, List<String>> causes = new LinkedHashMap<>();
        for (Invariant invariant : Invariant.values()) {
            for (Excuse excuse : Excuses.of(invariant)) {
                boolean fault = excuse.cause() instanceof Cause.Fault;
                String within = excuse.within().isZero() ? "" : excuse.within().toMinutes() + " minutes, ";
                String lasts = fault ? within + excuse.lasts().words() : "";
                String cause =
                        fault ? "`" + excuse.cause() + "`" : excuse.cause().words();
                causes.computeIfAbsent(List.of(invariant.toString(), lasts, excuse.reason()), k -> new ArrayList<>())
                        .add(cause);
            }
        }
        return causes.entrySet().stream()
                .map(e -> "`" + e.getKey().get(0) + "` | " + String.join(", ", e.getValue()) + " | "
                        + e.getKey().get(1) + " | " + e.getKey().get(2));
    }

    private static List<String> rows(String head, Stream<String> rows) {
        String line = "|" + "---|".repeat(head.split("\\|").length);
        return Stream.concat(
                        Stream.of("| " + head + " |", line), rows.map(row -> "| " + row.replace("|  |", "| |") + " |"))
                .toList();
    }

    private static List<String> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(DOC);
        int from = lines.indexOf("<!-- " + name + " -->");
        List<String> rest = lines.subList(from + 1, lines.size());
        return rest.subList(0, rest.indexOf("<!-- end -->"));
    }
}
