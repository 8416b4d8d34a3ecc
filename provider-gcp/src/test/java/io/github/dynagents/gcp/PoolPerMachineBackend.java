package io.github.dynagents.gcp;

import com.google.container.v1.NodeConfig;
import com.google.container.v1.NodePool;
import io.github.dynagents.testkit.tck.BackendMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The fake GKE, for the contract: a node pool for each machine. */
final class PoolPerMachineBackend extends GkeBackend {
    private static final Duration AGO = Duration.ofDays(1);
    private static final String POD = "pod ";

    PoolPerMachineBackend() {
        super(Trouble.POOL_PER_MACHINE);
    }

    @Override
    public Map<String, Object> account() {
        return fake().account("pool-per-machine");
    }

    @Override
    public Map<String, Object> template() {
        return Map.of("machine-types", List.of("e2-standard-4"), "capacity", List.of("spot"));
    }

    @Override
    public List<BackendMachine> billed() {
        return fake().world().at(now -> {
            FakeWorld world = fake().world();
            return world.gke().pools().stream()
                    .map(pool -> BackendMachine.of(pool.name(), pool.name())
                            .given(pool.asked
                                    + world.player()
                                            .pod(pool.name())
                                            .map(plants()::told)
                                            .orElse("")))
                    .toList();
        });
    }

    @Override
    public int made(String name) {
        return fake().world().at(now -> fake().world().gke().made(name));
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        List<String> names =
                IntStream.range(0, machines).mapToObj(i -> "many-" + i).toList();
        plants().pods(names, Optional.of(owner));
        return names.stream().map(name -> pool(name, Optional.of(owner))).toList();
    }

    private String pool(String name, Optional<String> owner) {
        NodePool pool = NodePool.newBuilder()
                .setName(name)
                .setConfig(
                        NodeConfig.newBuilder().setMachineType("e2-standard-4").putAllLabels(Plants.labels(owner)))
                .build();
        return fake().world()
                .at(now -> fake().world().gke().put(pool, now.minus(AGO)).name());
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        String plain = Plants.plain(name);
        plants().pods(List.of(plain), owner);
        if (owner.isPresent()) {
            plants().secret(plain, owner);
        }
        return pool(plain, owner);
    }

    @Override
    public List<String> billedStates() {
        return List.of(
                "PROVISIONING",
                "RUNNING",
                "RUNNING_WITH_ERROR",
                "RECONCILING",
                "STOPPING",
                "ERROR",
                POD + "Succeeded",
                POD + "Failed",
                POD + "Terminating");
    }

    @Override
    public void force(String nativeId, String state) {
        if (state.startsWith(POD)) {
            plants().hold(nativeId, state.substring(POD.length()));
        } else {
            status(nativeId, Optional.of(NodePool.Status.valueOf(state)));
        }
    }

    private void status(String name, Optional<NodePool.Status> status) {
        fake().world().at(now -> {
            fake().world().gke().pool(name).ifPresent(pool -> pool.force(status));
            return now;
        });
    }

    @Override
    public void mend() {
        super.mend();
        fake().world().at(now -> {
            fake().world().gke().pools().forEach(pool -> pool.force(Optional.empty()));
            return now;
        });
    }

    @Override
    public void vanish(String nativeId) {
        fake().world().at(now -> {
            fake().world().gke().vanish(nativeId, now);
            return now;
        });
        plants().remove(nativeId);
    }
}
