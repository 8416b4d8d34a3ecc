package io.github.dynagents.testkit.fault;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** One way in which a call goes wrong. */
public sealed interface Fault {
    /** Fails and changes nothing. */
    record Refused(Failure.Kind kind, Optional<Duration> retryAfter) implements Fault {}

    /** Fails, says that its effect is not known, and has none. */
    record Doubtful(Failure.Kind kind) implements Fault {}

    /** Has its effect, but the answer is lost: fails, and says that its effect is not known. */
    record AnswerLost() implements Fault {}

    /** Is never answered. */
    record Hangs(boolean withEffect) implements Fault {}

    /** Is never answered, and has its effect so much later. */
    record HappensLater(Duration after) implements Fault {}

    /** Takes so much longer, and does well. */
    record Slow(Duration by) implements Fault {}

    /** Throws what a bug in a plugin throws, before any effect. */
    record Throws(Supplier<? extends RuntimeException> bug) implements Fault {}

    /** Throws the error of a plugin that was compiled against something else, before any effect. */
    record DoesNotLink() implements Fault {}

    /** What kind of fault that is. */
    default FaultKind faultKind() {
        return switch (this) {
            case Refused f -> f.kind() == Failure.Kind.THROTTLED ? FaultKind.THROTTLED : FaultKind.UNREACHABLE;
            case Doubtful f -> FaultKind.LOST_REQUEST;
            case AnswerLost f -> FaultKind.LOST_ANSWER;
            case Hangs f -> FaultKind.HANGING_CALL;
            case HappensLater f -> FaultKind.LATE_EFFECT;
            case Slow f -> FaultKind.SLOW_CALL;
            case Throws f -> FaultKind.PLUGIN_BUG;
            case DoesNotLink f -> FaultKind.PLUGIN_BUG;
        };
    }

    /** Fails with that kind and changes nothing. */
    static Fault refused(Failure.Kind kind) {
        return new Refused(kind, Optional.empty());
    }

    /** Is refused for asking too often. */
    static Fault throttled(Duration retryAfter) {
        return new Refused(Failure.Kind.THROTTLED, Optional.of(retryAfter));
    }

    /** The other side cannot be reached. */
    static Fault unreachable() {
        return refused(Failure.Kind.UNAVAILABLE);
    }
}
