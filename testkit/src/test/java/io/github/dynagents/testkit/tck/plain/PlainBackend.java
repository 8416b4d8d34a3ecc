package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The plain cloud from behind. Every handle is there, so that nothing of the contract is left out for want of one. */
final class PlainBackend implements Backend {
    private final PlainCloud cloud;

    PlainBackend(Flavour flavour) {
        this.cloud = new PlainCloud(flavour);
    }

    @Override
    public Map<String, Object> account() {
        return Map.of("token", new Secret(PlainCloud.TOKEN), "endpoint", cloud.endpoint);
    }

    @Override
    public Map<String, Object> template() {
        return Map.of("size", "small");
    }

    @Override
    public Pace pace() {
        return cloud.pace;
    }

    @Override
    public List<BackendMachine> billed() {
        return cloud.machines.values().stream()
                .filter(machine -> !machine.isGone(cloud.pace.now()))
                .map(machine -> BackendMachine.of(machine.id(), machine.tags().or("name"))
                        .given(machine.given()))
                .toList();
    }

    @Override
    public int made(String name) {
        return cloud.made(name);
    }

    @Override
    public int purchasesOf(String name) {
        return (int) cloud.postedFor(name);
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        Set<RawFault> faults = EnumSet.allOf(RawFault.class);
        if (call != CallKind.BUY) {
            faults.removeAll(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
        }
        return faults;
    }

    /** The request that has the call's effect; of a call that only reads, all. */
    private static boolean isOf(CallKind call, Request request) {
        String what = request.method() + " " + request.route();
        return switch (call) {
            case OFFERINGS -> what.equals("GET sizes");
            case LIST -> what.equals("GET machines");
            case SETTLE -> what.equals("GET machines") || what.equals("GET named");
            case BUY -> what.equals("POST machines");
            case MARK -> what.equals("POST tags");
            case START_AGENT, STOP_AGENT -> what.equals("POST agent");
            case RELEASE -> what.equals("DELETE machines");
            case TIDY -> what.equals("DELETE secrets");
            case QUEUE, FINISHED, ENROL, REVOKE, CORDON, RESTART -> false;
        };
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        cloud.breaks(request -> isOf(call, request), fault);
    }

    @Override
    public void breaksPage(int page, RawFault fault) {
        cloud.breaks(
                request -> isOf(CallKind.LIST, request)
                        && String.valueOf(page).equals(request.body().or("page")),
                fault);
    }

    @Override
    public void mend() {
        cloud.mend();
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            cloud.put(tags("planted-" + i, Optional.of(owner)), cloud.pace.now());
            names.add("planted-" + i);
        }
        return names;
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        String since = cloud.pace.now().toString();
        owner.ifPresent(tag -> cloud.secrets.put(name, Row.of(Map.of("name", name, "owner", tag, "since", since))));
        return cloud.put(tags(name, owner), cloud.pace.now()).id();
    }

    private static Row tags(String name, Optional<String> owner) {
        SortedMap<String, String> tags = new TreeMap<>(Map.of("name", name));
        owner.ifPresent(tag -> tags.putAll(Map.of(
                "owner",
                tag,
                "pool",
                "p",
                "account",
                "main",
                "offering",
                "default/small",
                "mark",
                "1795475069-900-run")));
        return Row.of(tags);
    }

    @Override
    public List<String> billedStates() {
        return List.of("starting", "up", "stopping", "paused");
    }

    @Override
    public void force(String nativeId, String state) {
        machine(nativeId).force(state);
    }

    @Override
    public void vanish(String nativeId) {
        machine(nativeId).vanish(cloud.pace.now());
    }

    @Override
    public SortedSet<String> sideResources() {
        return new TreeSet<>(cloud.secrets.keySet());
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(cloud.connections());
    }

    @Override
    public String markOnMachine(String nativeId) {
        return machine(nativeId).tags().or("mark");
    }

    @Override
    public int agentsRunning(String nativeId) {
        return machine(nativeId).agents(cloud.pace.now());
    }

    private PlainMachine machine(String nativeId) {
        return Optional.ofNullable(cloud.machines.get(nativeId)).orElseThrow();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
