package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Machine;
import java.time.Instant;
import java.util.Optional;

/** How an unanswered purchase ended. */
public final class Settled {
    private final Optional<Machine> machine;
    private final Optional<Instant> askAgain;

    private Settled(Optional<Machine> machine, Optional<Instant> askAgain) {
        this.machine = machine;
        this.askAgain = askAgain;
    }

    /** It was bought: here it is. */
    public static Settled found(Machine machine) {
        return new Settled(Optional.of(machine), Optional.empty());
    }

    /** It was not bought, and never will be under this name. */
    public static Settled absent() {
        return new Settled(Optional.empty(), Optional.empty());
    }

    /** It cannot be told before that instant, by our clock. */
    public static Settled tooEarly(Instant askAgain) {
        return new Settled(Optional.empty(), Optional.of(askAgain));
    }

    /** The machine, if it was found. */
    public Optional<Machine> machine() {
        return machine;
    }

    /** When to ask again, if it was too early to tell. */
    public Optional<Instant> askAgain() {
        return askAgain;
    }

    @Override
    public String toString() {
        return machine.map(m -> "found " + m.name())
                .orElseGet(() -> askAgain.map(at -> "too early, ask at " + at).orElse("absent"));
    }
}
