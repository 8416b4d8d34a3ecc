package io.github.dynagents.testkit.tck.plain;

import java.util.List;

/** Providers that are wrong in one place, most of them as real ones have been. */
final class Mutants {
    private static final Class<?> MACHINES = PlainMachines.class;
    private static final Class<?> WIRE = PlainWire.class;
    private static final Class<?> FACTORY = PlainFactory.class;

    static final List<Mutant> ALL = List.of(
            new Mutant("takes a negative time for good", FACTORY, """
                    !boot.isNegative()""", """
                    !boot.equals(Duration.ZERO)"""),
            new Mutant("asks the cloud when it is opened", FACTORY, """
                    return new PlainMachines(new PlainWire(cloud, token), cloud.flavour(), known, context);""", """
                    PlainMachines machines = new PlainMachines(new PlainWire(cloud, token), cloud.flavour(), known, context);
                    try {
                        machines.offerings();
                    } catch (io.github.dynagents.core.spi.Failure e) { throw new IllegalStateException(e); }
                    return machines;"""),
            new Mutant("sells for nothing", MACHINES, """
                    Money price = Money.dollars(row.get("hourly"));""", """
                    Money price = Money.dollars("0" + row.or("price"));"""),
            new Mutant("tells prices in another unit", MACHINES, """
                    Money price = Money.dollars(row.get("hourly"));""", """
                    Money price = Money.dollars(row.get("hourly")).times(1_000_000);"""),
            new Mutant("names offerings anew each time", MACHINES, """
                    name + "/" + template.size());""", """
                    name + "/" + template.size() + "/" + now());"""),
            new Mutant("buys again when no answer comes", MACHINES, """
                    return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());""", """
                    try {
                        return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());
                    } catch (Failure lost) {
                        return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());
                    }"""),
            new Mutant("buys under another name when no answer comes", MACHINES, """
                    return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());""", """
                    try {
                        return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());
                    } catch (Failure lost) {
                        Row other = order.with("name", name + "-2").with("token", name + "-2");
                        return machine(wire.change(Request.post("machines", "", other.fields())).rows().getFirst()); }"""),
            new Mutant("forgets what it has sent", MACHINES, """
                    if (taken.isEmpty() && !first) {""", """
                    if (taken.isEmpty() && !first && !sent.contains(purchase.name())) {"""),
            new Mutant("does not look first", MACHINES, """
                    boolean first = sent.add(purchase.name());
                    Optional<Row> taken = find(purchase.name());""", """
                    boolean first = sent.add(purchase.name());
                    Optional<Row> taken = first ? Optional.empty() : find(purchase.name());"""),
            new Mutant("takes a purchase with other arguments for the same", MACHINES, """
                    if (!order.get("script").equals(taken.get("script"))) {""", """
                    if (!order.get("name").equals(taken.get("name"))) {"""),
            new Mutant("sends when it is too late", MACHINES, """
                    isAfter(purchase.sendBefore())""", """
                    isAfter(purchase.sendBefore().plus(LONGEST))"""),
            new Mutant("buys what is not sold", MACHINES, """
                    String name = purchase.offering().value().split("/", 2)[0];""", """
                    String name = templates.firstKey();"""),
            new Mutant("ignores the lease", MACHINES, """
                    order.put("mark", purchase.lease().mark());""", """
                    order.put("mark", new Lease(purchase.sendBefore(), UNDER_WAY, false).mark());"""),
            new Mutant("forgets the pool", MACHINES, """
                    .pool(row.get("pool"))""", ""),
            new Mutant("does not hand on what the agent is told", MACHINES, """
                    agent.env() + " secrets \"""", """
                    agent.slots() + " secrets \""""),
            new Mutant("tags in a second call", MACHINES, """
                    return machine(wire.change(Request.post("machines", "", order.fields())).rows().getFirst());""", """
                    Row sent = flavour == Flavour.LOOK ? order.with("owner", "") : order;
                    Row made = wire.change(Request.post("machines", "", sent.fields())).rows().getFirst();
                    wire.change(Request.post("tags", "", Map.of(made.get("id") + "/owner", context.owner())));
                    return machine(made);"""),
            new Mutant("says absent too early", MACHINES, """
                    isBefore(certain) ? Settled.tooEarly(certain)""", """
                    isBefore(purchase.sendBefore().minus(LONGEST)) ? Settled.tooEarly(certain)"""),
            new Mutant("never says absent", MACHINES, """
                    isBefore(certain) ? Settled.tooEarly(certain) : Settled.absent();""", """
                    isBefore(certain) ? Settled.tooEarly(certain) : Settled.tooEarly(certain.plus(LONGEST));"""),
            new Mutant("lists only the first page", WIRE, """
                    if (!reply.more()) {""", """
                    if (!reply.more() || page == 1) {"""),
            new Mutant("takes a page that fails for the last one", WIRE, """
                    Reply reply = read(Request.page(route, page));""", """
                    Reply reply = page == 1 ? read(Request.page(route, page)) : Reply.rows(List.of(), false);
                    try {
                        reply = page == 1 ? reply : read(Request.page(route, page));
                    } catch (Failure e) { return rows;
                    }"""),
            new Mutant("takes a list that fails for an empty one", MACHINES, """
                    for (Row row : ours(wire.pages("machines"))) {
                        machines.add(machine(row));
                    }""", """
                    try {
                        for (Row row : ours(wire.pages("machines"))) {
                            machines.add(machine(row));
                        }
                    } catch (Failure e) { context.logger().log(System.Logger.Level.DEBUG, "no list", e); }"""),
            new Mutant("forgets a machine that is stopping", MACHINES, """
                    !row.get("state").equals("gone")""", """
                    !List.of("gone", "stopping").contains(row.get("state"))"""),
            new Mutant("shows what is gone", MACHINES, """
                    .filter(row -> !row.get("state").equals("gone"))""", ""),
            new Mutant("remembers what it has seen", MACHINES, """
                    @Override
                    public Listing list() throws Failure {
                        Instant asOf = context.clock().instant();
                        List<Machine> machines = new ArrayList<>();
                        for (Row row : ours(wire.pages("machines"))) {""", """
                    private final SortedMap<String, Row> seen = new TreeMap<>();
                    @Override
                    public Listing list() throws Failure {
                        Instant asOf = context.clock().instant();
                        List<Machine> machines = new ArrayList<>();
                        ours(wire.pages("machines")).forEach(row -> seen.put(row.get("id"), row));
                        for (Row row : seen.values()) {"""),
            new Mutant("dates the list from another clock", MACHINES, """
                    Instant asOf = context.clock().instant();""", """
                    Instant asOf = context.clock().instant().plusSeconds(60);"""),
            new Mutant("takes everybody's machines for its own", MACHINES, """
                    .filter(row -> context.owner().equals(row.or("owner")))""", """
                    .filter(row -> !row.or("owner").isEmpty())"""),
            new Mutant("takes an owner whose name begins alike for its own", MACHINES, """
                    .filter(row -> context.owner().equals(row.or("owner")))""", """
                    .filter(row -> row.or("owner").startsWith(context.owner()))"""),
            new Mutant("takes an owner of other case for its own", MACHINES, """
                    .filter(row -> context.owner().equals(row.or("owner")))""", """
                    .filter(row -> context.owner().equalsIgnoreCase(row.or("owner")))"""),
            new Mutant("marks only the first", MACHINES, """
                    wire.change(Request.post("tags", "", tags))""", """
                    wire.change(Request.post("tags", "", tags.isEmpty() ? tags : Map.of(tags.firstKey(), tags.get(tags.firstKey()))))"""),
            new Mutant("says nothing of machines that it could not mark", MACHINES, """
                    if (!done.contains(ids.getOrDefault(name, ""))) {""", """
                    if (ids.containsKey(name) && !done.contains(ids.get(name))) {"""),
            new Mutant("does not take a drain back", MACHINES, """
                    leases.forEach((name, lease) ->""", """
                    leases.forEach((name, lease) -> {
                        if (lease.draining()) sent.add(name);
                    });
                    leases.replaceAll((name, lease) -> lease.withDraining(sent.contains(name)));
                    leases.forEach((name, lease) ->"""),
            new Mutant("starts an agent twice", MACHINES, """
                    Map.of("do", "start", "unless", "running");""", """
                    Map.of("do", "start");"""),
            new Mutant("stops no agent", MACHINES, """
                    wire.change(Request.post("agent", machine.nativeId(), Map.of("do", "stop")));""", """
                    wire.change(Request.post("agent", machine.nativeId(), Map.of("do", "start", "unless", "running")));"""),
            new Mutant("takes a mark that it cannot set for done", MACHINES, """
                    throw Failure.unsupported("mark");""", """
                    return new TreeMap<>();"""),
            new Mutant("takes a stop that it cannot make for done", MACHINES, """
                    throw Failure.unsupported("stopAgent");""", """
                    return;"""),
            new Mutant("releases by the beginning of a name", MACHINES, """
                    for (Row row : ours(named)) {""", """
                    for (Row row : ours(wire.pages("machines"))) {
                        if (row.get("name").startsWith(machine.name().value())) {
                            wire.change(Request.delete("machines", row.get("id")));
                        }
                    }
                    for (Row row : ours(named)) {"""),
            new Mutant("releases without looking whose it is", MACHINES, """
                    for (Row row : ours(named)) {""", """
                    wire.change(Request.delete("machines", machine.nativeId()));
                    for (Row row : ours(named)) {"""),
            new Mutant("fails to release what is gone", MACHINES, """
                    for (Row row : ours(named)) {""", """
                    if (ours(named).isEmpty()) {
                        throw Failure.of(Failure.Kind.INVALID, "there is no machine " + machine.name());
                    }
                    for (Row row : ours(named)) {"""),
            new Mutant("takes a 404 on a release for a failure", WIRE, """
                    boolean isGone = reply.status() == 404""", """
                    boolean isGone = reply.status() == 410"""),
            new Mutant("tidies up after the living", MACHINES, """
                    if (isOurs && isOld && !alive.contains(new MachineName(row.get("name")))) {""", """
                    if (isOurs && isOld) {"""),
            new Mutant("tidies up after purchases under way", MACHINES, """
                    if (isOurs && isOld && !""", """
                    if (isOurs && !"""),
            new Mutant("tidies up after others", MACHINES, """
                    if (isOurs && isOld && !""", """
                    if (isOld && !"""),
            new Mutant("tidies nothing up", MACHINES, """
                    if (isOurs && isOld && !alive.contains(""", """
                    if (isOurs && isOld && alive.contains("""),
            new Mutant("says that a lost purchase had no effect", WIRE, """
                    throw failure(Kind.UNAVAILABLE, ifLost, what + ": no answer before the deadline");""", """
                    throw failure(Kind.UNAVAILABLE, Effect.NONE, what + ": no answer before the deadline");"""),
            new Mutant("says that a server's error had no effect", WIRE, """
                    default -> failure(Kind.UNAVAILABLE, ifLost, told);""", """
                    default -> failure(Kind.UNAVAILABLE, Effect.NONE, told);"""),
            new Mutant("says that a refusal may have had its effect", WIRE, """
                    Kind.NO_CAPACITY : Kind.INVALID, Effect.NONE, told);""", """
                    Kind.NO_CAPACITY : Kind.INVALID, ifLost, told);"""),
            new Mutant("takes a quota for a refusal of its credentials", WIRE, """
                    reply.code().equals("quota") ? Kind.QUOTA : Kind.DENIED""", """
                    Kind.DENIED"""),
            new Mutant("does not say how long to wait", WIRE, """
                    yield reply.retryAfter().map(throttled::retryAfter).orElse(throttled);""", """
                    yield throttled;"""),
            new Mutant("takes any page for an answer", WIRE, """
                    (reply.status() == 200 && reply.isJson())""", """
                    (reply.status() == 200)"""),
            new Mutant("tells its token in a message", WIRE, """
                    what + ": no answer, " + e.getClass().getSimpleName());""", """
                    what + ": no answer, " + e.getMessage());"""),
            new Mutant("waits on when it reads", WIRE, """
                    Thread.currentThread().interrupt();""", """
                    if (ifLost == Effect.NONE) {
                        return send(request, ifLost);
                    }
                    Thread.currentThread().interrupt();"""),
            new Mutant("finds fault with a healthy account", MACHINES, """
                    if (!sizes.contains(template.size())) {""", """
                    if (sizes.contains(template.size())) {"""),
            new Mutant("buys to see whether it may", MACHINES, """
                    List<Finding> findings = new ArrayList<>();""", """
                    List<Finding> findings = new ArrayList<>();
                    wire.change(Request.post("machines", "", Map.of("name", "trial", "owner", context.owner(), "pool", "p",
                            "account", context.account(), "offering", "default/small", "mark", "1795475069-900-run")));"""),
            new Mutant("shows its token with its rights", WIRE, """
                    create,delete";""", """
                    create,delete by " + token.reveal();"""),
            new Mutant("asks the cloud for its rights", WIRE, """
                    return "sizes:read machines:read,create,delete";""", """
                    try {
                        return "sizes:" + read(Request.get("sizes", "")).rows();
                    } catch (Failure e) { return e.kind().toString(); }"""),
            new Mutant("goes on when it is closed", WIRE, """
                    throw Failure.of(Kind.BROKEN, "this account is closed");""", """
                    cloud.connect();"""),
            new Mutant("leaves a connection open", WIRE, """
                    cloud.disconnect();""", ""),
            new Mutant("leaves a thread behind", WIRE, """
                    cloud.connect();""", """
                    cloud.connect();
                    Thread.ofPlatform().daemon().start(() -> java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L));"""));

    private Mutants() {}
}
