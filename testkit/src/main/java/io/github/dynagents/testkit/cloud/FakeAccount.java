package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the cloud keeps of one account, whoever has it open. */
final class FakeAccount {
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    private final FakeCloud cloud;
    private final String name;
    private final SortedMap<String, Host> known = new TreeMap<>();
    private final SortedMap<MachineName, List<Host>> byName = new TreeMap<>();
    private final SortedMap<MachineName, Host> firstByName = new TreeMap<>();
    private final SortedMap<String, Instant> listedFrom = new TreeMap<>();
    private final SortedMap<MachineName, Side> sideResources = new TreeMap<>();
    private final SortedMap<MachineName, Integer> made = new TreeMap<>();
    private final SortedMap<MachineName, Integer> askedFor = new TreeMap<>();
    private final List<Invoice.Item> closed = new ArrayList<>();
    private Money closedTotal = Money.ZERO;
    private final BootPlaces places;
    private int alive;

    /** A parameter, a secret or the like, for one name. */
    private record Side(String owner, Instant created) {}

    FakeAccount(FakeCloud cloud, String name) {
        this.cloud = cloud;
        this.name = name;
        this.places = new BootPlaces(cloud);
    }

    BootPlaces places() {
        return places;
    }

    String name() {
        return name;
    }

    Host create(Purchase purchase) throws Failure {
        FakeOffering offering = cloud.find(purchase.offering().value());
        if (alive >= cloud.quota()) {
            cloud.took(FaultKind.QUOTA);
            throw Failure.of(
                    Failure.Kind.QUOTA, "account " + name + " may have " + cloud.quota() + " machines, and has them");
        }
        if (!offering.hasRoom(cloud.aliveOf(offering), cloud.time().now())) {
            cloud.took(FaultKind.NO_CAPACITY);
            throw Failure.of(Failure.Kind.NO_CAPACITY, "no " + offering.id() + " is left");
        }
        Host host = new Host(cloud, this, purchase, offering, cloud.nextId());
        known.put(host.nativeId(), host);
        byName.computeIfAbsent(host.name(), n -> new ArrayList<>()).add(host);
        firstByName.putIfAbsent(host.name(), host);
        listedFrom.put(host.nativeId(), host.created().plus(cloud.listings().newAfter()));
        sideResources.put(host.name(), new Side(purchase.owner(), host.created()));
        made.merge(host.name(), 1, Integer::sum);
        alive++;
        cloud.born(host);
        cloud.time().note(() -> name + ": " + host.name() + " is bought as " + offering.id());
        host.beBorn();
        host.fate().birth().fault().ifPresent(cloud::took);
        return host;
    }

    void ended(Host host) {
        alive--;
        cloud.ended(host);
        Invoice.Item item = host.item();
        closed.add(item);
        closedTotal = closedTotal.plus(item.amount(cloud.time().now()));
        cloud.time().after(cloud.listings().goneAfter(), () -> forget(host));
    }

    private void forget(Host host) {
        known.remove(host.nativeId());
        listedFrom.remove(host.nativeId());
        List<Host> others = byName.getOrDefault(host.name(), new ArrayList<>());
        others.remove(host);
        if (others.isEmpty()) {
            byName.remove(host.name());
        }
    }

    /** What a list shows now: new ones may be missing yet, old ones may be shown still. */
    List<Machine> listed(String owner) {
        List<Machine> machines = new ArrayList<>();
        for (Host host : known.values()) {
            if (host.purchase().owner().equals(owner)) {
                if (isListed(host)) {
                    machines.add(host.shown());
                    tellIf(host.hasEnded(), FaultKind.LISTED_STILL);
                } else {
                    tellIf(!host.hasEnded(), FaultKind.NOT_LISTED_YET);
                }
            }
        }
        return machines;
    }

    private void tellIf(boolean happens, FaultKind kind) {
        if (happens) {
            cloud.took(kind);
        }
    }

    Optional<Host> listed(MachineName machine, String owner) {
        return byName.getOrDefault(machine, List.of()).stream()
                .filter(host -> host.purchase().owner().equals(owner) && isListed(host))
                .findFirst();
    }

    private boolean isListed(Host host) {
        return !cloud.time().now().isBefore(listedFrom.getOrDefault(host.nativeId(), Instant.MAX));
    }

    /** The first machine that ever bore a name, gone or not. */
    Optional<Host> first(MachineName machine) {
        return Optional.ofNullable(firstByName.get(machine));
    }

    /** Those of a name that are billed. */
    List<Host> alive(MachineName machine) {
        return byName.getOrDefault(machine, List.of()).stream()
                .filter(host -> !host.hasEnded())
                .toList();
    }

    /** Those of a name and owner that are billed. */
    List<Host> alive(MachineName machine, String owner) {
        return alive(machine).stream()
                .filter(host -> host.purchase().owner().equals(owner))
                .toList();
    }

    Optional<Host> byId(String nativeId, String owner) {
        return Optional.ofNullable(known.get(nativeId))
                .filter(host -> !host.hasEnded() && host.purchase().owner().equals(owner));
    }

    /** A request that may make a machine has come in. */
    void isAskedFor(MachineName machine) {
        askedFor.merge(machine, 1, Integer::sum);
    }

    int askedFor(MachineName machine) {
        return askedFor.getOrDefault(machine, 0);
    }

    int made(MachineName machine) {
        return made.getOrDefault(machine, 0);
    }

    List<Host> alive() {
        return known.values().stream().filter(host -> !host.hasEnded()).toList();
    }

    /** What is younger than an hour may be of a purchase under way. */
    void tidy(SortedSet<MachineName> living, String owner) {
        Instant old = cloud.time().now().minus(UNDER_WAY);
        sideResources
                .entrySet()
                .removeIf(side -> !living.contains(side.getKey())
                        && side.getValue().owner().equals(owner)
                        && side.getValue().created().isBefore(old));
    }

    SortedSet<MachineName> sideResources() {
        return new TreeSet<>(sideResources.keySet());
    }

    Money spent(Instant now) {
        Money total = closedTotal;
        for (Host host : alive()) {
            total = total.plus(host.item().amount(now));
        }
        return total;
    }

    Map<String, Invoice.Item> items() {
        SortedMap<String, Invoice.Item> items = new TreeMap<>();
        closed.forEach(item -> items.put(item.nativeId(), item));
        alive().forEach(host -> items.put(host.nativeId(), host.item()));
        return items;
    }
}
