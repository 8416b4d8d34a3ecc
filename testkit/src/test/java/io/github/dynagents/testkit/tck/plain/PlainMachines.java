package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A provider that is right, written as one for a real cloud would be. {@link Mutants} are this with one thing wrong. */
final class PlainMachines implements Machines {
    /** How long a request may be under way. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration UNDER_WAY = Duration.ofHours(1);

    private final PlainWire wire;
    private final Flavour flavour;
    private final SortedMap<String, PlainTemplate> templates;
    private final Context context;
    private final Set<MachineName> sent = ConcurrentHashMap.newKeySet();

    PlainMachines(PlainWire wire, Flavour flavour, SortedMap<String, PlainTemplate> templates, Context context) {
        this.wire = wire;
        this.flavour = flavour;
        this.templates = templates;
        this.context = context;
    }

    @Override
    public Capabilities capabilities() {
        return flavour.grants();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        List<Offering> offerings = new ArrayList<>();
        for (Row row : wire.read(Request.get("sizes", "")).rows()) {
            templates.forEach((name, template) -> {
                if (template.size().equals(row.get("size"))) {
                    OfferingId id = new OfferingId(context.account(), name + "/" + template.size());
                    Money price = Money.dollars(row.get("hourly"));
                    offerings.add(Offering.builder(id, name, price)
                            .type(template.size())
                            .zone("here")
                            .usualBoot(template.boot())
                            .build());
                }
            });
        }
        return offerings;
    }

    @Override
    public Listing list() throws Failure {
        Instant asOf = context.clock().instant();
        List<Machine> machines = new ArrayList<>();
        for (Row row : ours(wire.pages("machines"))) {
            machines.add(machine(row));
        }
        return Listing.of(machines, asOf);
    }

    private List<Row> ours(List<Row> rows) {
        return rows.stream()
                .filter(row -> context.owner().equals(row.or("owner")))
                .filter(row -> !row.get("state").equals("gone"))
                .toList();
    }

    private static Machine machine(Row row) {
        return Machine.builder(new MachineName(row.get("name")), row.get("id"), Instant.parse(row.get("created")))
                .pool(row.get("pool"))
                .offering(new OfferingId(row.get("account"), row.get("offering")))
                .state(
                        switch (row.get("state")) {
                            case "starting" -> MachineState.STARTING;
                            case "stopping" -> MachineState.STOPPING;
                            default -> MachineState.UP;
                        })
                .agent(
                        switch (row.get("agent")) {
                            case "running" -> AgentState.RUNNING;
                            case "stopped" -> AgentState.STOPPED;
                            default -> AgentState.NOT_STARTED;
                        })
                .lease(Lease.parse(row.get("mark")))
                .build();
    }

    private Optional<Row> find(MachineName name) throws Failure {
        List<Row> rows = flavour == Flavour.UNIQUE
                ? wire.read(Request.get("named", name.value())).rows()
                : wire.pages("machines");
        return ours(rows).stream()
                .filter(row -> row.get("name").equals(name.value()))
                .findFirst();
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        if (context.clock().instant().isAfter(purchase.sendBefore())) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, "too late to buy " + purchase.name());
        }
        Row order = order(purchase);
        return switch (flavour) {
            case TOKEN -> create(order);
            case UNIQUE -> {
                Optional<Row> taken = find(purchase.name());
                yield taken.isPresent() ? same(taken.get(), order) : create(order);
            }
            case LOOK -> {
                boolean first = sent.add(purchase.name());
                Optional<Row> taken = find(purchase.name());
                if (taken.isEmpty() && !first) {
                    throw Failure.unknownEffect(
                            Failure.Kind.UNAVAILABLE, purchase.name() + " was sent before, and is not listed yet");
                }
                yield taken.isPresent() ? machine(taken.get()) : create(order);
            }
        };
    }

    private Machine create(Row order) throws Failure {
        String name = order.get("name");
        wire.change(Request.post("secrets", name, Map.of("name", name, "owner", context.owner(), "since", now())));
        return machine(
                wire.change(Request.post("machines", "", order.fields())).rows().getFirst());
    }

    private static Machine same(Row taken, Row order) throws Failure {
        if (!order.get("script").equals(taken.get("script"))) {
            throw Failure.of(Failure.Kind.INVALID, order.get("name") + " was bought before, with other arguments");
        }
        return machine(taken);
    }

    private Row order(Purchase purchase) throws Failure {
        String name = purchase.offering().value().split("/", 2)[0];
        PlainTemplate template = Optional.ofNullable(templates.get(name))
                .orElseThrow(() -> Failure.of(Failure.Kind.INVALID, "there is no offering " + purchase.offering()));
        SortedMap<String, String> order = new TreeMap<>();
        order.put("name", purchase.name().value());
        order.put("token", purchase.name().value());
        order.put("size", template.size());
        order.put("owner", purchase.owner());
        order.put("pool", purchase.pool());
        order.put("account", purchase.offering().account());
        order.put("offering", purchase.offering().value());
        order.put("mark", purchase.lease().mark());
        order.put("script", script(purchase.agent()));
        return Row.of(order);
    }

    /** The secrets themselves are kept beside; the script tells which. */
    private static String script(AgentSpec agent) {
        return agent.image().orElse("") + " " + agent.argv() + " " + agent.env() + " secrets "
                + agent.secrets().hashCode();
    }

    private String now() {
        return context.clock().instant().toString();
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        Optional<Row> found = find(purchase.name());
        Instant certain =
                purchase.sendBefore().plus(LONGEST).plus(flavour.grants().listLag());
        if (found.isPresent()) {
            return Settled.found(machine(found.get()));
        }
        return context.clock().instant().isBefore(certain) ? Settled.tooEarly(certain) : Settled.absent();
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        if (flavour.grants().leases() != LeaseChannel.LIVE) {
            throw Failure.unsupported("mark");
        }
        SortedMap<MachineName, String> ids = new TreeMap<>();
        for (Row row : ours(wire.pages("machines"))) {
            ids.put(new MachineName(row.get("name")), row.get("id"));
        }
        SortedMap<String, String> tags = new TreeMap<>();
        leases.forEach((name, lease) ->
                Optional.ofNullable(ids.get(name)).ifPresent(id -> tags.put(id + "/mark", lease.mark())));
        Set<String> done = wire.change(Request.post("tags", "", tags)).rows().stream()
                .map(row -> row.get("id"))
                .collect(Collectors.toSet());
        SortedMap<MachineName, Failure> failures = new TreeMap<>();
        for (MachineName name : leases.keySet()) {
            if (!done.contains(ids.getOrDefault(name, ""))) {
                failures.put(name, Failure.of(Failure.Kind.INVALID, "there is no machine " + name));
            }
        }
        return failures;
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        if (!flavour.grants().can(Capability.START_AGENT)) {
            throw Failure.unsupported("startAgent");
        }
        Map<String, String> body = Map.of("do", "start", "unless", "running");
        wire.change(Request.post("agent", machine.nativeId(), body));
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        if (!flavour.grants().can(Capability.STOP_AGENT)) {
            throw Failure.unsupported("stopAgent");
        }
        wire.change(Request.post("agent", machine.nativeId(), Map.of("do", "stop")));
    }

    /** Looks whose it is first: a native id may be anybody's. */
    @Override
    public void release(Machine machine) throws Failure {
        List<Row> named =
                wire.read(Request.get("named", machine.name().value())).rows();
        for (Row row : ours(named)) {
            if (row.get("id").equals(machine.nativeId())) {
                wire.change(Request.delete("machines", row.get("id")));
            }
        }
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        Instant old = context.clock().instant().minus(UNDER_WAY);
        for (Row row : wire.read(Request.get("secrets", "")).rows()) {
            boolean isOurs = context.owner().equals(row.or("owner"));
            boolean isOld = Instant.parse(row.get("since")).isBefore(old);
            if (isOurs && isOld && !alive.contains(new MachineName(row.get("name")))) {
                wire.change(Request.delete("secrets", row.get("name")));
            }
        }
    }

    @Override
    public List<Finding> examine() throws Failure {
        Set<String> sizes = wire.read(Request.get("sizes", "")).rows().stream()
                .map(row -> row.get("size"))
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        templates.forEach((name, template) -> {
            if (!sizes.contains(template.size())) {
                findings.add(Finding.wrong(
                        "template " + name, "there is no size " + template.size(), "choose one of " + sizes));
            }
        });
        return findings;
    }

    @Override
    public Optional<String> permissions() {
        return Optional.of(wire.rights());
    }

    @Override
    public void close() {
        wire.close();
    }
}
