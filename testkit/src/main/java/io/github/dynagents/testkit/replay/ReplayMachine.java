package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One machine, from its purchase to the end of its bill. */
final class ReplayMachine {
    private final int number;
    private final Purchase purchase;
    private final ReplayOffering offering;
    private final Instant born;
    private final int slots;
    private final List<ReplayJob> jobs = new ArrayList<>();
    private final Agent agent;
    private Machine shown;
    private boolean connected;
    private boolean draining;
    private boolean gone;

    ReplayMachine(int number, Purchase purchase, ReplayOffering offering, int slots, Instant born) {
        this.number = number;
        this.purchase = purchase;
        this.offering = offering;
        this.slots = slots;
        this.born = born;
        this.agent = Agent.builder(purchase.name().value()).slots(slots).build();
        this.shown = Machine.builder(purchase.name(), purchase.name().value(), born)
                .pool(purchase.pool())
                .offering(purchase.offering())
                .lease(purchase.lease())
                .build();
    }

    /** The how manieth purchase it was. */
    int number() {
        return number;
    }

    MachineName name() {
        return purchase.name();
    }

    String pool() {
        return purchase.pool();
    }

    ReplayOffering offering() {
        return offering;
    }

    Instant born() {
        return born;
    }

    List<ReplayJob> jobs() {
        return jobs;
    }

    /** As the cloud shows it; the same object until it changes. */
    Machine shown() {
        return shown;
    }

    /** As the CI server shows it. */
    Agent agent() {
        return agent;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isGone() {
        return gone;
    }

    boolean isDraining() {
        return draining;
    }

    boolean takesJobs() {
        return connected && !draining && !gone && jobs.size() < slots;
    }

    void connect() {
        connected = true;
        shown = shown.toBuilder().state(MachineState.UP).build();
    }

    void drain() {
        draining = true;
    }

    void end() {
        gone = true;
        connected = false;
    }

    Money cost(Instant end) {
        return offering.terms().cost(offering.perHour(), born, end);
    }

    Duration lived(Instant end) {
        return Duration.between(born, end);
    }
}
