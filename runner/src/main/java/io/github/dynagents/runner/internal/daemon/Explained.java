package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.policy.Considered;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.runner.internal.recording.Tick;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tick, and what of it is asked for.
 *
 * @param only the one pool that is asked for, if it is one
 */
public record Explained(Tick tick, Optional<String> only) {
    /** The tick's instant. */
    public Instant now() {
        return tick.world().now();
    }

    List<Pool> pools() {
        return tick.world().fleet().pools().stream()
                .filter(pool -> isAskedFor(pool.name()))
                .toList();
    }

    /** What the pools may buy. */
    List<Offering> offerings() {
        return tick.world().seen().sold().values().stream()
                .filter(offering -> pools().stream().anyMatch(pool -> pool.mayBuy(offering)))
                .toList();
    }

    /** All that was let through, but words. */
    List<Decision> decisions() {
        return tick.cut().kept().stream()
                .filter(decision -> !(decision instanceof Decision.Tell) && isOfPool(decision))
                .toList();
    }

    /** Decisions that are more than going on. */
    List<Decision> deeds() {
        return decisions().stream()
                .filter(decision -> !(decision instanceof Decision.Renew) && !(decision instanceof Decision.Revoke))
                .toList();
    }

    /** Whether the tick did, or was kept from, more than going on. */
    public boolean isOfNote() {
        return !deeds().isEmpty() || !refused().isEmpty();
    }

    List<Cut.Refused> refused() {
        return tick.cut().refused().stream()
                .filter(refused -> isOfPool(refused.decision()))
                .toList();
    }

    /** What people should know, but of other pools. */
    List<Decision.Tell> told() {
        return tick.cut().kept().stream()
                .filter(Decision.Tell.class::isInstance)
                .map(Decision.Tell.class::cast)
                .filter(tell -> tick.world().fleet().pools().stream()
                        .noneMatch(pool -> tell.key().endsWith("/" + pool.name()) && !isAskedFor(pool.name())))
                .toList();
    }

    List<Considered> rejected() {
        return considered(Considered.Verdict.REJECTED);
    }

    List<Considered> chosen() {
        return considered(Considered.Verdict.CHOSEN);
    }

    private List<Considered> considered(Considered.Verdict verdict) {
        return tick.plan().considered().stream()
                .filter(considered -> considered.verdict() == verdict && isAskedFor(considered.pool()))
                .toList();
    }

    private boolean isAskedFor(String pool) {
        return only.isEmpty() || only.get().equals(pool);
    }

    private boolean isOfPool(Decision decision) {
        return switch (decision) {
            case Decision.Buy d -> isAskedFor(d.pool());
            case Decision.Settle d -> isOfPool(d.name());
            case Decision.StartAgent d -> isOfPool(d.name());
            case Decision.Renew d -> isOfPool(d.name());
            case Decision.Cordon d -> isOfPool(d.name());
            case Decision.Drain d -> isOfPool(d.name());
            case Decision.Undrain d -> isOfPool(d.name());
            case Decision.Release d -> isOfPool(d.name());
            case Decision.Revoke d -> isOfPool(d.name());
            case Decision.Restart d -> true;
            case Decision.Tell d -> true;
        };
    }

    private boolean isOfPool(MachineName name) {
        Seat seat = tick.world().seats().get(name);
        return seat == null || isAskedFor(seat.pool());
    }

    /** The same words once, with how often. */
    static List<String> counted(List<String> words) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> (one.getValue() > 1 ? one.getValue() + " × " : "") + one.getKey())
                .toList();
    }
}
