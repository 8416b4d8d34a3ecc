package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Examines accounts, all at once; one that fails or hangs is itself a finding, and holds up no other. */
final class Examination {
    private final SortedMap<String, List<Finding>> found = new TreeMap<>();
    private final int accounts;
    private final Consumer<Findings> then;

    private Examination(int accounts, Consumer<Findings> then) {
        this.accounts = accounts;
        this.then = then;
    }

    /**
     * Begins, and returns at once.
     *
     * @param each how long one account may take
     * @param then gets what was found when all have answered, on the seam's loop, once
     */
    static void begin(Seam seam, SortedMap<String, Machines> accounts, Duration each, Consumer<Findings> then) {
        Examination examination = new Examination(accounts.size(), then);
        if (accounts.isEmpty()) {
            seam.post(() -> then.accept(Findings.NONE));
        }
        accounts.forEach((name, machines) -> seam.lane("examine-" + name, 1)
                .submit(0, each, machines::examine, answer -> examination.answered(name, answer)));
    }

    private void answered(String account, Answer<List<Finding>> answer) {
        found.put(
                account,
                switch (answer) {
                    case Answer.Value<List<Finding>> value -> value.value();
                    case Answer.Failed<List<Finding>> failed -> List.of(unseen(failed.failure()));
                });
        if (found.size() == accounts) {
            List<Findings.Of> all = new ArrayList<>();
            found.forEach((name, findings) -> findings.forEach(finding -> all.add(new Findings.Of(name, finding))));
            then.accept(new Findings(all));
        }
    }

    private static Finding unseen(Failure failure) {
        return Finding.wrong("", "could not be examined: " + failure.getMessage(), todo(failure.kind()));
    }

    private static String todo(Failure.Kind kind) {
        return switch (kind) {
            case DENIED ->
                "see whether its credentials are right; \"dynagents plan --permissions\" prints the rights that they need";
            case INVALID, BROKEN -> "see whether its options are right, and its provider as new as this daemon";
            default -> "see whether its cloud can be reached from here, then try \"dynagents plan\" again";
        };
    }
}
