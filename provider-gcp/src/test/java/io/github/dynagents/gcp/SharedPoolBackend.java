package io.github.dynagents.gcp;

import io.github.dynagents.testkit.tck.BackendMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The fake GKE, for the contract: machines are pods on a pool that they share. */
final class SharedPoolBackend extends GkeBackend {
    private static final String POOL = "agents";
    private static final int NODES = 100;

    SharedPoolBackend() {
        super(Trouble.SHARED_POOL);
        fake().userPool(POOL, NODES);
    }

    @Override
    public Map<String, Object> account() {
        return fake().account("shared-pool");
    }

    @Override
    public Map<String, Object> template() {
        return Map.of("node-pool", POOL);
    }

    /** A node is billed for a while after its pod, which is the provider's to promise; here pods are counted. */
    @Override
    public List<BackendMachine> billed() {
        return fake().world().at(now -> fake().world().player().pods()).stream()
                .map(pod -> BackendMachine.of(PodFacts.name(pod), PodFacts.name(pod))
                        .given(plants().told(pod)))
                .toList();
    }

    @Override
    public int made(String name) {
        return fake().gate().made(name);
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> names =
                IntStream.range(0, machines).mapToObj(i -> "many-" + i).toList();
        plants().pods(names, Optional.of(owner));
        return names;
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        String plain = Plants.plain(name);
        plants().pods(List.of(plain), owner);
        if (owner.isPresent()) {
            plants().secret(plain, owner);
        }
        return plain;
    }

    @Override
    public List<String> billedStates() {
        return List.of("Pending", "Running", "Succeeded", "Failed", "Unknown", "Terminating");
    }

    @Override
    public void force(String nativeId, String state) {
        plants().hold(nativeId, state);
    }

    @Override
    public void vanish(String nativeId) {
        plants().remove(nativeId);
    }
}
