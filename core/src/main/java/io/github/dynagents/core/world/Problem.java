package io.github.dynagents.core.world;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.Optional;

/** A {@link Failure} as data. */
public record Problem(Failure.Kind kind, Failure.Effect effect, String why, Optional<Duration> retryAfter) {
    public static Problem of(Failure failure) {
        return new Problem(
                failure.kind(), failure.effect(), String.valueOf(failure.getMessage()), failure.retryAfter());
    }

    @Override
    public String toString() {
        return kind + ": " + why;
    }
}
