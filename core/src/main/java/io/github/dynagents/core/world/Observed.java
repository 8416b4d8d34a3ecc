package io.github.dynagents.core.world;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one source. What fails is unknown and keeps its last value; it is never empty. The same reference
 * in two ticks means "unchanged", and costs nothing.
 */
public sealed interface Observed<T> {
    /** The reason of what has not been answered at all. */
    String NOT_ANSWERED_YET = "no answer yet";

    /** No answer yet, for a reason in words. */
    record Never<T>(Instant since, String reason) implements Observed<T> {}

    /** The newest answer; the source was asked at that instant. */
    record Known<T>(T latest, Instant asked) implements Observed<T> {}

    /** An older answer: since then the source fails. */
    record Stale<T>(T latest, Instant asked, Instant failingSince, String reason) implements Observed<T> {}

    /** The last value, however old. */
    default Optional<T> value() {
        return switch (this) {
            case Never<T> never -> Optional.empty();
            case Known<T> known -> Optional.of(known.latest());
            case Stale<T> stale -> Optional.of(stale.latest());
        };
    }

    /** Whether the last value is the same reference as another's. */
    @SuppressWarnings("ReferenceEquality") // which is what "unchanged" means
    default boolean tellsTheSameAs(Observed<T> other) {
        Optional<T> mine = value();
        Optional<T> others = other.value();
        return mine.isPresent() ? others.isPresent() && mine.get() == others.get() : others.isEmpty();
    }

    /** When the last value was asked for. */
    default Optional<Instant> at() {
        return switch (this) {
            case Never<T> never -> Optional.empty();
            case Known<T> known -> Optional.of(known.asked());
            case Stale<T> stale -> Optional.of(stale.asked());
        };
    }

    /** Since when nothing is known, if nothing is. */
    default Optional<Instant> blindSince() {
        return switch (this) {
            case Never<T> never -> Optional.of(never.since());
            case Known<T> known -> Optional.empty();
            case Stale<T> stale -> Optional.of(stale.failingSince());
        };
    }

    /** Why nothing is known, in words; empty if something is, or it was not tried. */
    default String why() {
        return switch (this) {
            case Never<T> never -> never.reason();
            case Known<T> known -> "";
            case Stale<T> stale -> stale.reason();
        };
    }

    /** Whether there was neither an answer nor a failure so far. */
    default boolean isNew() {
        return this instanceof Never && why().equals(NOT_ANSWERED_YET);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }
}
