package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.spi.Finding;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an examination found.
 *
 * @param all by account
 */
public record Findings(List<Of> all) {
    static final Findings NONE = new Findings(List.of());

    private static final System.Logger LOG = System.getLogger("io.github.dynagents.daemon");

    /**
     * One, of that account.
     *
     * @param account its name
     * @param finding what was found there
     */
    public record Of(String account, Finding finding) {
        private boolean isWrong() {
            return finding.severity() == Finding.Severity.WRONG;
        }

        private String severity() {
            return finding.severity().name().toLowerCase(Locale.ROOT);
        }

        private String told() {
            String about = finding.about().isEmpty() ? "" : ", " + finding.about();
            return "account " + account + about + ": " + finding.what();
        }

        private Stream<String> lines() {
            List<String> lines = new ArrayList<>(List.of(severity() + ": " + told()));
            finding.todo().lines().forEach(line -> lines.add((lines.size() == 1 ? "  → " : "    ") + line));
            return lines.stream();
        }

        private Map<String, Object> json() {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("severity", severity());
            one.put("account", account);
            one.put("about", finding.about());
            one.put("what", finding.what());
            one.put("todo", finding.todo());
            return one;
        }
    }

    /** These, and more after them. */
    Findings and(List<Of> more) {
        return new Findings(Stream.concat(all.stream(), more.stream()).toList());
    }

    /** Copies the list. */
    public Findings {
        all = List.copyOf(all);
    }

    /** Whether from some account nothing can be bought, or only part. */
    public boolean anyWrong() {
        return all.stream().anyMatch(Of::isWrong);
    }

    /** For people. */
    List<String> lines() {
        return all.stream().flatMap(Of::lines).toList();
    }

    /** For scripts. */
    List<Map<String, Object>> json() {
        return all.stream().map(Of::json).toList();
    }

    /** What is wrong, as warnings of one line each: nobody waits for them. */
    void logWrong() {
        all.stream()
                .filter(Of::isWrong)
                .forEach(one -> LOG.log(
                        Level.WARNING,
                        one.told()
                                + (one.finding().todo().isEmpty()
                                        ? ""
                                        : " → "
                                                + String.join(
                                                        " ",
                                                        one.finding().todo().split("\\s*\\R\\s*")))));
    }
}
