package io.github.dynagents.runner.internal.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What one setting says of another: names that must exist, times that must fit. */
final class Crosschecks {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_NAME = 40;

    /** A machine's name is the pool's and eleven characters, and has 40 at most. */
    private static final int LONGEST_POOL = 28;

    private final Reading reading;
    private final Config config;

    Crosschecks(Reading reading, Config config) {
        this.reading = reading;
        this.config = config;
    }

    void run() {
        if (!config.owner().matches(NAME.pattern()) || config.owner().length() > LONGEST_NAME) {
            reading.error("owner", badName(reading.written("owner"), LONGEST_NAME));
        }
        names("servers", config.servers(), LONGEST_NAME);
        names("accounts", config.accounts(), LONGEST_NAME);
        config.accounts()
                .forEach(
                        (name, account) -> names("accounts." + name + ".templates", account.templates(), LONGEST_NAME));
        names("pools", config.pools(), LONGEST_POOL);
        config.pools().forEach(this::pool);
        safety(config.safety());
    }

    private void names(String path, SortedMap<String, ?> named, int longest) {
        for (String name : named.keySet()) {
            if (!NAME.matcher(name).matches() || name.length() > longest) {
                String below = Reading.under(path, name);
                reading.problems().keyError(below, reading.places().ofKey(below), badName("\"" + name + "\"", longest));
            }
        }
    }

    private static String badName(String name, int longest) {
        return "expected a name of a-z, 0-9 and -, beginning with a letter, at most " + longest + " characters; found "
                + name;
    }

    private void pool(String name, PoolConfig pool) {
        String path = "pools." + name;
        if (!config.servers().containsKey(pool.server())) {
            reading.error(
                    path + ".server",
                    "there is no server " + reading.written(path + ".server")
                            + Nearest.hint(pool.server(), config.servers().keySet()));
        }
        agent(path + ".agent", pool.agent());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < pool.buy().size(); i++) {
            String reference = pool.buy().get(i);
            reference(path + ".buy[" + i + "]", reference);
            if (!seen.add(reference)) {
                reading.error(
                        path + ".buy[" + i + "]",
                        reading.written(path + ".buy[" + i + "]") + " is in the list already");
            }
        }
    }

    private void agent(String path, AgentConfig agent) {
        if (agent.image().isEmpty() && agent.command().isEmpty()) {
            reading.missing(path + ".image", "an image (a container), or a command (a program of the machine)");
        }
    }

    private void reference(String path, String reference) {
        List<String> part = List.of(reference.split("/", 2));
        AccountConfig account = config.accounts().get(part.get(0));
        if (account == null) {
            reading.error(
                    path,
                    "there is no account for " + reading.written(path)
                            + Nearest.hint(part.get(0), config.accounts().keySet()));
        } else if (part.size() == 2 && !account.templates().containsKey(part.get(1))) {
            reading.error(
                    path,
                    "there is no template for " + reading.written(path)
                            + Nearest.hint(part.get(1), account.templates().keySet()));
        }
    }

    private void safety(SafetyConfig safety) {
        if (safety.lease().compareTo(safety.maxLife()) > 0) {
            reading.error("safety.lease", "must not be longer than max-life");
        }
    }
}
