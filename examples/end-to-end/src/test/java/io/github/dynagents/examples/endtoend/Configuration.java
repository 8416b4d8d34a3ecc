package io.github.dynagents.examples.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a {@code dynagents.yaml}; as it is, its times are short and its daemon serves one pool. */
final class Configuration {
    private final List<String> accounts = new ArrayList<>();
    private final List<String> buys = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private final String url;
    private String token = "${DRONE_TOKEN}";
    private String poll = "250ms";
    private String webhook = "";
    private String alerts = "";
    private String agent;
    private String lease = "10s";
    private String blindFor = "30m";
    private String callTimeout = "2s";
    private int machines = 4;
    private Optional<String> whole = Optional.empty();

    Configuration(Drone drone, String agent) {
        this.url = drone.url().toString();
        this.agent = agent;
    }

    Configuration token(String value) {
        token = value;
        return this;
    }

    Configuration poll(String value) {
        poll = value;
        return this;
    }

    Configuration webhook(String listen) {
        webhook = "webhook: {listen: \"" + listen + "\", secret: \"${HOOK_SECRET}\"}";
        return this;
    }

    Configuration alerts(String url) {
        alerts = "alerts: {webhook: {url: \"" + url + "\"}}";
        return this;
    }

    Configuration lease(String value) {
        lease = value;
        return this;
    }

    Configuration blindFor(String value) {
        blindFor = value;
        return this;
    }

    Configuration callTimeout(String value) {
        callTimeout = value;
        return this;
    }

    Configuration machines(int value) {
        machines = value;
        return this;
    }

    /** A process account whose machines stand in {@code machines/NAME}. */
    Configuration account(String name, String price) {
        return account(name, price, "");
    }

    /** The same with a limit of the daemon's. */
    Configuration limited(String name, String price, int limit) {
        accounts.add(
                account(name, "process", "limit: " + limit, "dir: machines/" + name + ", watchdog-poll: 200ms", price));
        buys.add(name);
        return this;
    }

    /** The same with more options of the provider's. */
    Configuration account(String name, String price, String options) {
        String all = "dir: machines/" + name + ", watchdog-poll: 200ms" + (options.isEmpty() ? "" : ", " + options);
        accounts.add(account(name, "process", "", all, price));
        buys.add(name);
        return this;
    }

    /** One of another provider. */
    Configuration accountOf(String provider, String name, String options) {
        accounts.add(account(name, provider, "", options, ""));
        buys.add(name);
        return this;
    }

    /** Another agent than the site's, in the configuration's words. */
    Configuration agent(String value) {
        agent = value;
        return this;
    }

    /** One of EC2, with templates in the configuration's words; the pool buys what the second word names. */
    Configuration ec2(Ec2 ec2, String buy, String templates) {
        return ec2(ec2.options(), buy, templates);
    }

    /** The same in mode ecs. */
    Configuration ecs(Ecs ecs, String buy, String templates) {
        return ec2(ecs.options(), buy, templates);
    }

    private Configuration ec2(String options, String buy, String templates) {
        accounts.add("""
                  ec2:
                    provider: aws
                    options: {%s}
                    templates:
                %s""".formatted(options, templates.indent(6)).indent(2));
        buys.add(buy);
        return this;
    }

    /** One of Google's, with templates in the configuration's words. */
    Configuration gke(String options, String templates) {
        accounts.add("""
                  gke:
                    provider: gcp
                    options: {%s}
                    templates:
                %s""".formatted(options, templates.indent(6)).indent(2));
        buys.add("gke");
        return this;
    }

    /** One more pool, for jobs with a label. */
    Configuration pool(String name, String label, String buy) {
        more.add("""
                %s:
                  server: drone
                  platform: linux/amd64
                  labels: {%s}
                  agent: %s
                  buy: [%s]
                  worth: 5
                  machines: %d
                """.formatted(name, label, agent, buy, machines).indent(2));
        return this;
    }

    private static String account(String name, String provider, String more, String options, String price) {
        return "  " + name + ":\n    provider: " + provider + "\n"
                + (more.isEmpty() ? "" : "    " + more + "\n")
                + "    options: {" + options + "}\n"
                + "    templates: {small: {" + (price.isEmpty() ? "" : "price: " + price + ", boot: 0s") + "}}\n";
    }

    /** Another one, as it is written. */
    Configuration written(String text) {
        whole = Optional.of(text);
        return this;
    }

    String text() {
        return whole.orElseGet(this::composed);
    }

    private String composed() {
        return """
                owner: end-to-end
                servers:
                  drone:
                    type: drone
                    url: %s
                    token: %s
                    rpc-secret: ${DRONE_RPC_SECRET}
                    poll: %s
                    %s
                accounts:
                %spools:
                  linux:
                    server: drone
                    platform: linux/amd64
                    agent: %s
                    buy: [%s]
                    worth: 5
                    machines: %d
                %slimits: {machines: %d, per-hour: 50}
                safety: {lease: %s, grace: 1m, max-life: 1h, blind-for: %s}
                timeouts: {call: %s}
                %s
                """.formatted(
                        url,
                        token,
                        poll,
                        webhook,
                        String.join("", accounts),
                        agent,
                        buys.stream().collect(Collectors.joining(", ")),
                        machines,
                        String.join("", more),
                        machines,
                        lease,
                        blindFor,
                        callTimeout,
                        alerts);
    }
}
