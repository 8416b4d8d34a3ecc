package io.github.dynagents.gcp;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Writes marks: Kubernetes takes one object a request, so there are some requests at once. */
final class Marks {
    private static final int AT_ONCE = 16;

    private final Pods pods;

    Marks(Pods pods) {
        this.pods = pods;
    }

    /**
     * Writes all.
     *
     * @return those that could not be written
     * @throws Failure if none could be, and not because they are gone
     */
    SortedMap<MachineName, Failure> write(SortedMap<MachineName, Lease> leases) throws Failure {
        SortedMap<MachineName, Failure> failures = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.clamp(leases.size(), 1, AT_ONCE), Thread.ofVirtual().factory());
        try {
            Map<MachineName, Future<Boolean>> writing = new TreeMap<>();
            leases.forEach((name, lease) -> writing.put(name, threads.submit(write(name, lease))));
            for (Map.Entry<MachineName, Future<Boolean>> each : writing.entrySet()) {
                answer(each.getValue(), failure -> failures.put(each.getKey(), failure));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted("marking pods", true).because(e);
        } finally {
            threads.shutdownNow();
        }
        List<Failure> others = new ArrayList<>(failures.values());
        others.removeIf(failure -> failure.kind() == Failure.Kind.INVALID);
        if (!leases.isEmpty() && others.size() == leases.size()) {
            throw others.getFirst();
        }
        return Collections.unmodifiableSortedMap(failures);
    }

    private Callable<Boolean> write(MachineName name, Lease lease) {
        return () -> {
            try {
                pods.annotate(name.value(), Keys.LEASE, lease.mark());
                return true;
            } catch (Failure e) {
                throw Failures.isNotFound(e) ? gone(name) : e;
            }
        };
    }

    private static Failure gone(MachineName name) {
        return Failure.of(Failure.Kind.INVALID, "marking " + name + ": there is no such machine any more");
    }

    private static void answer(Future<Boolean> writing, Consumer<Failure> failed) throws InterruptedException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            failed.accept(
                    e.getCause() instanceof Failure failure
                            ? failure
                            : Failure.unknownEffect(Failure.Kind.BROKEN, "marking pods: " + e.getCause())
                                    .because(e));
        }
    }
}
