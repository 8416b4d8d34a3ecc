package io.github.dynagents.gcp;

import com.google.container.v1.Operation;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the cluster is doing, and what it has done. */
final class FakeOperations {
    private static final Duration PENDING = Duration.ofSeconds(2);

    private final SortedMap<String, Known> all = new TreeMap<>();
    private int numbered;

    private record Known(
            String name, Operation.Type type, String target, Instant start, Instant end, Optional<String> error) {
        boolean runs(Instant now) {
            return end.isAfter(now);
        }
    }

    Operation begin(Operation.Type type, String target, Instant now, Instant end, Optional<String> error) {
        String name = "operation-%d-%08x".formatted(now.toEpochMilli(), ++numbered);
        Known known = new Known(name, type, target, now, end, error);
        all.put(name, known);
        return shown(known, now);
    }

    /** An operation of the whole cluster's, which lets no other begin. */
    Optional<String> ofTheCluster(Instant now) {
        return all.values().stream()
                .filter(known -> known.runs(now) && known.type == Operation.Type.UPGRADE_MASTER)
                .map(known -> "Operation " + known.name
                        + " is currently upgrading cluster ci. Please wait and try again" + " once it is done.")
                .findFirst();
    }

    /** One that makes a node pool, still. */
    Optional<String> creating(String target, Instant now) {
        return all.values().stream()
                .filter(known ->
                        known.runs(now) && known.type == Operation.Type.CREATE_NODE_POOL && known.target.equals(target))
                .map(known ->
                        "Operation " + known.name + " is currently creating a node pool in cluster ci. Please wait"
                                + " and try again once it is done.")
                .findFirst();
    }

    long running(Instant now) {
        return all.values().stream().filter(known -> known.runs(now)).count();
    }

    Optional<Operation> find(String name, Instant now) {
        return Optional.ofNullable(all.get(name)).map(known -> shown(known, now));
    }

    List<Operation> list(Instant now) {
        return all.values().stream().map(known -> shown(known, now)).toList();
    }

    private static Operation shown(Known known, Instant now) {
        Operation.Builder shown = Operation.newBuilder()
                .setName(known.name)
                .setOperationType(known.type)
                .setTargetLink(
                        "https://container.googleapis.com/v1/projects/1/locations/europe-west1/clusters/ci/nodePools/"
                                + known.target)
                .setStartTime(known.start.toString());
        if (known.runs(now)) {
            boolean pending = known.start.plus(PENDING).isAfter(now);
            return shown.setStatus(pending ? Operation.Status.PENDING : Operation.Status.RUNNING)
                    .build();
        }
        known.error.ifPresent(error -> shown.setError(
                Status.newBuilder().setCode(Code.RESOURCE_EXHAUSTED_VALUE).setMessage(error)));
        return shown.setStatus(Operation.Status.DONE)
                .setEndTime(known.end.toString())
                .build();
    }
}
