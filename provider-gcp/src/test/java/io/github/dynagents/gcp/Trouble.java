package io.github.dynagents.gcp;

import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What goes wrong at both servers, by the calls of core's that requests are made for. A request is named by its gRPC
 * method, or as {@code GET pods}.
 */
final class Trouble {
    /** Requests that each call makes in mode shared-pool; of a purchase the one that makes the machine. */
    static final Map<CallKind, Set<String>> SHARED_POOL = Map.of(
            CallKind.OFFERINGS, Set.of("GetCluster", "ListNodePools", "GetNodePool", "ListSkus"),
            CallKind.LIST, Set.of("GET /version", "LIST pods", "LIST nodes"),
            CallKind.SETTLE, Set.of("LIST pods", "GET pods", "LIST nodes", "GET nodes"),
            CallKind.BUY, Set.of("POST pods"),
            CallKind.MARK, Set.of("PATCH pods"),
            CallKind.STOP_AGENT, Set.of("DELETE pods"),
            CallKind.RELEASE, Set.of("DELETE pods"),
            CallKind.TIDY, Set.of("DELETE secrets"));

    /** The same, where each machine is a node pool. */
    static final Map<CallKind, Set<String>> POOL_PER_MACHINE = Map.of(
            CallKind.OFFERINGS, Set.of("GetCluster", "ListSkus"),
            CallKind.LIST, Set.of("GET /version", "LIST pods", "LIST nodes", "ListNodePools"),
            CallKind.SETTLE, Set.of("LIST pods", "GET pods", "LIST nodes", "GET nodes", "GetNodePool", "ListNodePools"),
            CallKind.BUY, Set.of("CreateNodePool"),
            CallKind.MARK, Set.of("PATCH pods"),
            CallKind.STOP_AGENT, Set.of("DELETE pods"),
            CallKind.RELEASE, Set.of("DeleteNodePool"),
            CallKind.TIDY, Set.of("DELETE secrets"));

    private final Map<CallKind, Set<String>> requests;
    private final Map<CallKind, RawFault> calls = new EnumMap<>(CallKind.class);
    private final Map<Integer, RawFault> pages = new TreeMap<>();
    private final Map<String, Integer> asked = new HashMap<>();

    Trouble(Map<CallKind, Set<String>> requests) {
        this.requests = requests;
    }

    synchronized void breaks(CallKind call, RawFault fault) {
        calls.put(call, fault);
    }

    synchronized void breaksPage(int page, RawFault fault) {
        pages.put(page, fault);
    }

    synchronized void mend() {
        calls.clear();
        pages.clear();
    }

    /** Whether there is something that is never answered. */
    synchronized boolean hangs() {
        return Stream.concat(calls.values().stream(), pages.values().stream())
                .anyMatch(fault -> fault == RawFault.TIMEOUT_BEFORE || fault == RawFault.TIMEOUT_AFTER);
    }

    /** A purchase under that name has come in. */
    synchronized void asked(String name) {
        asked.merge(name, 1, Integer::sum);
    }

    synchronized int purchasesOf(String name) {
        return asked.getOrDefault(name, 0);
    }

    Optional<RawFault> with(String request) {
        return with(request, 0);
    }

    /** @param page of a list; 0 of anything else */
    synchronized Optional<RawFault> with(String request, int page) {
        return Optional.ofNullable(pages.get(page))
                .or(() -> calls.entrySet().stream()
                        .filter(entry ->
                                requests.getOrDefault(entry.getKey(), Set.of()).contains(request))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
