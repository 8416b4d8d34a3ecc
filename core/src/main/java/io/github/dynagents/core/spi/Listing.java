package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Machine;
import java.time.Instant;
import java.util.List;

/** Every machine of the owner that may still cost money, at one instant of the cloud's own clock. */
public final class Listing {
    private final List<Machine> machines;
    private final Instant asOf;

    private Listing(List<Machine> machines, Instant asOf) {
        this.machines = machines;
        this.asOf = asOf;
    }

    /**
     * A whole list.
     *
     * @param machines all of them, of whatever pool
     * @param asOf the cloud's clock (an HTTP Date header), not ours, from before the list was taken
     */
    public static Listing of(List<Machine> machines, Instant asOf) {
        return new Listing(List.copyOf(machines), asOf);
    }

    public List<Machine> machines() {
        return machines;
    }

    public Instant asOf() {
        return asOf;
    }

    @Override
    public String toString() {
        return "Listing[asOf=" + asOf + ", machines=" + machines + "]";
    }
}
