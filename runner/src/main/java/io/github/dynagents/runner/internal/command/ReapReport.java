package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.config.ReapConfig;
import io.github.dynagents.runner.internal.reap.Due;
import io.github.dynagents.runner.internal.reap.Reaped;
import io.github.dynagents.runner.internal.reap.Seen;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code reap} prints: before it acts, and after. */
final class ReapReport {
    private final PrintWriter out;
    private final ReapConfig config;
    private final boolean json;

    ReapReport(Terminal terminal, ReapConfig config, boolean json) {
        this.out = terminal.out();
        this.config = config;
        this.json = json;
    }

    /** What would be released, and why. */
    void seen(Seen seen) {
        if (json) {
            return;
        }
        seen.unlisted()
                .forEach(one -> out.println("account " + one.account() + " could not be listed: " + one.problem()));
        if (seen.due().isEmpty()) {
            out.println("nothing to release: " + seen.machines() + " machine(s) of owner " + config.owner()
                    + " were found, none of them over");
        } else {
            out.println("to be released, of " + seen.machines() + " machine(s) of owner " + config.owner() + ":");
            seen.due().forEach(due -> out.println("  " + named(due) + ": " + due.why()));
        }
    }

    /** What became of it. */
    void done(Seen seen, boolean confirmed, List<Reaped> reaped) {
        if (json) {
            out.println(Json.text(asJson(seen, confirmed, reaped)));
        } else if (confirmed) {
            reaped.forEach(one -> out.println(
                    one.isReleased()
                            ? "released " + named(one.due())
                            : "could not release " + named(one.due()) + ": " + one.problem()));
            long released = reaped.stream().filter(Reaped::isReleased).count();
            long failed = reaped.size() - released;
            out.println(released + " machine(s) released" + (failed == 0 ? "" : ", " + failed + " failure(s)"));
        } else if (!seen.due().isEmpty()) {
            out.println("nothing was released");
        }
    }

    private static String named(Due due) {
        return due.machine().name() + " (" + due.account() + ")";
    }

    private Map<String, Object> asJson(Seen seen, boolean confirmed, List<Reaped> reaped) {
        Map<Due, Reaped> became = new HashMap<>();
        reaped.forEach(one -> became.put(one.due(), one));
        return Json.object(
                "owner",
                config.owner(),
                "found",
                seen.machines(),
                "confirmed",
                confirmed,
                "machines",
                seen.due().stream()
                        .map(due -> asJson(due, Optional.ofNullable(became.get(due))))
                        .toList(),
                "unlisted",
                seen.unlisted().stream()
                        .map(one -> Json.object("account", one.account(), "problem", one.problem()))
                        .toList());
    }

    private static Map<String, Object> asJson(Due due, Optional<Reaped> became) {
        return Json.object(
                "account",
                due.account(),
                "machine",
                due.machine().name().value(),
                "id",
                due.machine().nativeId(),
                "why",
                due.why(),
                "released",
                became.filter(Reaped::isReleased).isPresent(),
                "problem",
                became.map(Reaped::problem).orElse(""));
    }
}
