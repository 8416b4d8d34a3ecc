package io.github.dynagents.runner;

import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.config.ReapConfigured;
import io.github.dynagents.runner.internal.daemon.OpenedAccounts;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.reap.Reaped;
import io.github.dynagents.runner.internal.reap.Reaping;
import io.github.dynagents.runner.internal.reap.Seen;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code dynagents reap --yes} for function runtimes that call a plain Java object, such as AWS Lambda: the handler is
 * {@code io.github.dynagents.runner.ReapFunction::handle}. The configuration is the file that the environment variable
 * {@code DYNAGENTS_CONFIG} names; its {@code ${NAME}} are variables of the same environment.
 */
public final class ReapFunction {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.reap");

    /** As runtimes make it. */
    public ReapFunction() {}

    /**
     * Releases what is over.
     *
     * @param event what brought this on; it changes nothing
     * @return how many machines were released
     * @throws IllegalStateException if the configuration is wrong, an account could not be listed, or a machine not be
     *     released, so that the runtime tries again and raises its alarm; the others are released all the same
     */
    public String handle(Map<String, Object> event) {
        String name = Optional.ofNullable(System.getenv("DYNAGENTS_CONFIG"))
                .orElseThrow(() -> new IllegalStateException(
                        "the environment variable DYNAGENTS_CONFIG is not set; it names the configuration"));
        ReapConfigured configured = read(name);
        try (OpenedAccounts accounts = OpenedAccounts.open(
                        configured.accounts(), configured.config().timeouts().call(), InstantSource.system());
                Reaping reaping =
                        new Reaping(accounts, configured.config().safety().asSafety())) {
            return reap(accounts, reaping);
        }
    }

    private static ReapConfigured read(String name) {
        try {
            return new ConfigReader(
                            System.getenv(),
                            folder -> Plugins.find(List.of(folder), ReapFunction.class.getClassLoader()))
                    .readForReap(name, Path.of(name));
        } catch (InvalidConfig e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static String reap(OpenedAccounts accounts, Reaping reaping) {
        List<String> problems = new ArrayList<>(accounts.broken());
        Seen seen = reaping.look(false);
        seen.unlisted()
                .forEach(one -> problems.add("account " + one.account() + " could not be listed: " + one.problem()));
        seen.due()
                .forEach(due -> LOG.log(Level.INFO, "releases " + due.machine().name() + ": " + due.why()));
        int released = 0;
        for (Reaped one : reaping.release(seen.due())) {
            if (one.isReleased()) {
                released++;
            } else {
                problems.add("could not release " + one.due().machine().name() + ": " + one.problem());
            }
        }
        String summary = released + " of " + seen.machines() + " machine(s) released";
        if (!problems.isEmpty()) {
            throw new IllegalStateException(summary + "; " + String.join("; ", problems));
        }
        return summary;
    }
}
