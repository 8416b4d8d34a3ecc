package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.core.model.Money;
import java.time.Duration;

/**
 * What a schedule came to.
 *
 * @param cost of all machines
 * @param waited all jobs together, from their submission to their start
 * @param machineTime from purchases to releases
 * @param machines that were bought
 */
public record Figures(Money cost, Duration waited, Duration machineTime, int machines) {
    static final Figures NONE = new Figures(Money.ZERO, Duration.ZERO, Duration.ZERO, 0);

    /** Dollars: the cost, and what the waiting was worth. */
    public double objective(Terms terms) {
        return cost.inDollars() + terms.worth().inDollars() * waited.toNanos() / Tariff.HOUR;
    }

    /** Of two pools. */
    public Figures plus(Figures other) {
        return new Figures(
                cost.plus(other.cost),
                waited.plus(other.waited),
                machineTime.plus(other.machineTime),
                machines + other.machines);
    }
}
