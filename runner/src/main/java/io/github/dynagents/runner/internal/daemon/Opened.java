package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.boot.LeaseDesk;
import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.droneclient.DroneAgents;
import io.github.dynagents.droneclient.DroneServer;
import io.github.dynagents.droneclient.Webhook;
import io.github.dynagents.runner.internal.alert.WebhookAlerts;
import io.github.dynagents.runner.internal.config.Config;
import io.github.dynagents.runner.internal.config.Configured;
import io.github.dynagents.runner.internal.config.PoolConfig;
import io.github.dynagents.runner.internal.config.ServerConfig;
import io.github.dynagents.runner.internal.pause.PauseFile;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A configuration with its providers and CI servers opened. A provider that fails to open is left out, and told: the
 * rest goes on working.
 */
public final class Opened implements AutoCloseable {
    /** An examination makes several calls, one after the other. */
    private static final int CALLS_OF_EXAMINATION = 3;

    private final Config config;
    private final Optional<LeaseDesk> desk;
    private final OpenedAccounts accounts;
    private final SortedMap<String, CiServer> servers = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final PauseFile pauseFile;
    private final Fleet fleet;

    private Opened(Configured configured, InstantSource clock) {
        this.config = configured.config();
        this.desk = config.safety()
                .leaseUrl()
                .map(leases -> LeaseDesk.at(
                        leases.url(),
                        config.owner(),
                        leases.secret(),
                        config.safety().lease(),
                        clock));
        this.pauseFile = new PauseFile(configured.pauseFile());
        this.accounts =
                OpenedAccounts.open(configured.accounts(), config.timeouts().call(), desk, clock);
        config.servers().forEach((name, server) -> servers.put(name, open(name, server)));
        this.fleet = fleet();
    }

    /**
     * Opens everything; makes no call.
     *
     * @throws IllegalArgumentException if settings make no sense together
     */
    public static Opened open(Configured configured, InstantSource clock) {
        return new Opened(configured, clock);
    }

    private DroneServer open(String name, ServerConfig server) {
        List<DroneAgents> agents = config.pools().entrySet().stream()
                .filter(pool -> pool.getValue().server().equals(name))
                .map(pool -> agents(pool.getKey(), pool.getValue()))
                .toList();
        DroneServer.Builder builder = DroneServer.builder(
                        name, server.url().toString(), server.token(), server.rpcSecret(), agents)
                .callTimeout(config.timeouts().call())
                .pollInterval(server.poll());
        server.agentUrl().ifPresent(url -> builder.runnersConnectTo(url.toString()));
        server.webhook().ifPresent(hook -> builder.webhook(new Webhook(resolved(hook.listen()), hook.secret())));
        return builder.build();
    }

    /** Only now: a configuration is read, and checked, without asking anyone for addresses. */
    private static InetSocketAddress resolved(InetSocketAddress listen) {
        return new InetSocketAddress(listen.getHostString(), listen.getPort());
    }

    private static DroneAgents agents(String name, PoolConfig pool) {
        DroneAgents.Builder builder = DroneAgents.builder(name, pool.platform())
                .labels(Labels.of(pool.labels()))
                .kind(pool.agent().kind())
                .type(pool.agent().type())
                .slots(pool.agent().slots())
                .env(pool.agent().env());
        pool.agent().image().ifPresent(builder::image);
        if (!pool.agent().command().isEmpty()) {
            builder.argv(pool.agent().command());
        }
        return builder.build();
    }

    private Fleet fleet() {
        List<Pool> pools = new ArrayList<>();
        config.pools().forEach((name, pool) -> {
            List<Supply> buys = pool.buy().stream()
                    .map(Supply::parse)
                    .filter(supply -> accounts.all().containsKey(supply.account()))
                    .toList();
            if (buys.isEmpty()) {
                leftOut.add("pool " + name + " is left out: none of its accounts could be opened");
            } else {
                pools.add(Pool.builder(name, pool.server(), buys)
                        .platform(pool.platform())
                        .slots(pool.agent().slots())
                        .worth(pool.worth())
                        .machines(pool.machines())
                        .floor(pool.floor().stream().map(Floor::parse).toList())
                        .build());
            }
        });
        return new Fleet(
                config.owner(),
                accounts.all(),
                pools,
                config.limits().asLimits(),
                config.safety().asSafety(),
                config.limits().tolerance());
    }

    /** What the policy is told of all this. */
    public Fleet asFleet() {
        return fleet;
    }

    /** Whether machines can fetch their leases only while this program runs. */
    public boolean servesLeases() {
        return desk.isPresent();
    }

    /** Answers machines until it is closed. */
    public interface Leases extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins to answer machines that fetch their leases, if they are to.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened at; the message says what to do
     */
    public Leases serveLeases() {
        return desk.<Leases>map(leases -> new LeaseListener(
                        resolved(config.safety().leaseUrl().orElseThrow().listen()), leases))
                .orElse(() -> {});
    }

    /** Whether the owner runs it although its cost has no bound. */
    public boolean acceptsUnbounded() {
        return config.safety().acceptUnbounded();
    }

    /** Begins to post alerts, if they go anywhere. */
    public Optional<WebhookAlerts> openAlerts() {
        return config.alerts().webhook().map(webhook -> new WebhookAlerts(config.owner(), webhook.url()));
    }

    /** While it is there, nothing is bought. */
    public PauseFile pauseFile() {
        return pauseFile;
    }

    /** What was left out, and why. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>(accounts.broken());
        broken.addAll(leftOut);
        return broken;
    }

    /** Begins to examine all accounts; {@code then} gets what was found, on the seam's loop. */
    void examine(Seam seam, Consumer<Findings> then) {
        List<Findings.Of> leases = new ArrayList<>();
        accounts.all()
                .forEach((name, account) -> LeaseCheck.of(
                                account.capabilities(), config.safety().lease())
                        .ifPresent(finding -> leases.add(new Findings.Of(name, finding))));
        Examination.begin(
                seam,
                accounts.machines(),
                config.timeouts().call().multipliedBy(CALLS_OF_EXAMINATION),
                found -> then.accept(found.and(leases)));
    }

    /** The rights that each account's credentials need, where its provider can tell; makes no call. */
    public SortedMap<String, Optional<String>> permissions() {
        SortedMap<String, Optional<String>> permissions = new TreeMap<>();
        accounts.machines().forEach((name, machines) -> permissions.put(name, machines.permissions()));
        return permissions;
    }

    /** An autoscaler over all of it, to be finished. */
    public Autoscaler.Builder autoscaler(Seam seam) {
        Autoscaler.Builder builder = Autoscaler.builder(seam, fleet);
        accounts.machines().forEach(builder::machines);
        servers.forEach(builder::server);
        return builder;
    }

    @Override
    public void close() {
        accounts.close();
        servers.values().forEach(CiServer::close);
    }
}
