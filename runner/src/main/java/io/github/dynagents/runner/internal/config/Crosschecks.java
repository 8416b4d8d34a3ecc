package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Supply;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one setting says of another: names that must exist, and limits that a floor must not exceed. */
final class Crosschecks {
    /** A machine's name is the pool's and eleven characters, and has 40 at most. */
    private static final int LONGEST_POOL = 28;

    private final Reading reading;
    private final Config config;

    Crosschecks(Reading reading, Config config) {
        this.reading = reading;
        this.config = config;
    }

    void run() {
        CommonChecks common = new CommonChecks(reading);
        common.owner(config.owner());
        common.names("servers", config.servers());
        common.names("accounts", config.accounts());
        config.accounts()
                .forEach((name, account) -> common.names("accounts." + name + ".templates", account.templates()));
        common.names("pools", config.pools(), LONGEST_POOL);
        config.pools().forEach(this::pool);
        config.alerts().webhook().ifPresent(this::alertWebhook);
        common.safety(config.safety());
    }

    private void alertWebhook(AlertWebhookConfig webhook) {
        if (!isWebAddress(webhook.url().reveal())) {
            reading.error("alerts.webhook.url", "expected an address such as https://alerts.example.com/hook");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
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
        floor(path + ".floor", pool);
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

    private void floor(String path, PoolConfig pool) {
        for (int i = 0; i < pool.floor().size(); i++) {
            String below = path + "[" + i + "]";
            try {
                int least = Floor.parse(pool.floor().get(i)).machines();
                SortedMap<Long, String> limits = new TreeMap<>();
                soldTo(pool).ifPresent(most -> limits.put(most, "the limits of the accounts that it buys at"));
                limits.put((long) config.limits().machines(), "limits.machines");
                limits.put((long) pool.machines(), "the pool's machines");
                if (least > limits.firstKey()) {
                    reading.error(
                            below,
                            "its machines must not be more than "
                                    + limits.firstEntry().getValue() + ", which are " + limits.firstKey());
                }
            } catch (IllegalArgumentException e) {
                reading.error(below, e.getMessage() + "; found " + reading.written(below));
            }
        }
    }

    /** How many machines the pool's accounts may have together; empty where one of them has no limit, or is not there. */
    private Optional<Long> soldTo(PoolConfig pool) {
        long most = 0;
        for (String account : pool.buy().stream()
                .map(reference -> Supply.parse(reference).account())
                .distinct()
                .toList()) {
            Optional<Integer> limit =
                    Optional.ofNullable(config.accounts().get(account)).flatMap(AccountConfig::limit);
            if (limit.isEmpty()) {
                return Optional.empty();
            }
            most += limit.get();
        }
        return Optional.of(most);
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
}
