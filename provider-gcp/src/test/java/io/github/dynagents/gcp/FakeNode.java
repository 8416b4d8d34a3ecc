package io.github.dynagents.gcp;

import com.google.container.v1.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A virtual machine of a node pool, and the node that it becomes. */
final class FakeNode {
    final String name;
    final String pool;
    final String zone;
    final NodeConfig config;
    /** When its bill begins. */
    final Instant made;

    private final Instant shown;
    private final Instant ready;
    private Optional<Instant> noticed = Optional.empty();
    private Optional<Instant> ends;
    private boolean returns;
    private boolean sick;

    FakeNode(String name, String pool, String zone, NodeConfig config, Instant made, Instant shown, Instant ready) {
        this.name = name;
        this.pool = pool;
        this.zone = zone;
        this.config = config;
        this.made = made;
        this.shown = shown;
        this.ready = ready;
        this.ends = config.hasMaxRunDuration()
                ? Optional.of(
                        made.plus(Duration.ofSeconds(config.getMaxRunDuration().getSeconds())))
                : Optional.empty();
        this.returns = true;
    }

    /** It is told that it is taken back. */
    void preempt(Instant at, Duration notice) {
        noticed = Optional.of(at);
        end(at.plus(notice), true);
    }

    /** Its end is no later than that; {@code again} is whether its instance group makes another. */
    void end(Instant at, boolean again) {
        if (ends.isEmpty() || at.isBefore(ends.get())) {
            ends = Optional.of(at);
            returns = again;
        } else if (!again) {
            returns = false;
        }
    }

    void sick(boolean sick) {
        this.sick = sick;
    }

    Optional<Instant> noticed() {
        return noticed;
    }

    Optional<Instant> ends() {
        return ends;
    }

    /** Whether its instance group makes another when it ends. */
    boolean returns() {
        return returns;
    }

    boolean isShown(Instant now) {
        return !shown.isAfter(now);
    }

    boolean isReady(Instant now) {
        return !ready.isAfter(now) && noticed.isEmpty() && !sick && (ends.isEmpty() || returns);
    }

    /** When anything about it changes next; far away if never. */
    Instant next(Instant now) {
        return Earliest.after(now, shown, ready, ends.orElse(Instant.MAX));
    }

    /** How many processors its type has, by the type's name. */
    long cpus() {
        String last = config.getMachineType().substring(config.getMachineType().lastIndexOf('-') + 1);
        return last.matches("[0-9]{1,4}") ? Long.parseLong(last) : 2;
    }

    /** Bytes of memory of its type, by its name. */
    long memory() {
        String type = config.getMachineType();
        long each = type.contains("highmem") ? 8 : type.contains("highcpu") ? 1 : 4;
        return (cpus() * each) << 30;
    }
}
