package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.Failure.Effect;
import io.github.dynagents.core.spi.Failure.Kind;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.EnumSet;
import java.util.Set;

/** What a call that meets a raw fault may say. The one place that holds it; {@code docs/contract.md} shows it. */
final class FaultTable {
    private static final Set<CallKind> READS =
            EnumSet.of(CallKind.OFFERINGS, CallKind.LIST, CallKind.SETTLE, CallKind.QUEUE, CallKind.FINISHED);
    private static final Set<CallKind> OF_ONE_THING =
            EnumSet.of(CallKind.MARK, CallKind.START_AGENT, CallKind.STOP_AGENT, CallKind.CORDON);
    /** What they end may have ended by itself. */
    private static final Set<CallKind> ENDINGS = EnumSet.of(CallKind.RELEASE, CallKind.REVOKE);

    private static final Set<Effect> NONE = EnumSet.of(Effect.NONE);
    private static final Set<Effect> UNKNOWN = EnumSet.of(Effect.UNKNOWN);
    private static final Set<Effect> EITHER = EnumSet.allOf(Effect.class);

    private FaultTable() {}

    /**
     * What is allowed.
     *
     * @param kinds kinds of failure; empty if it must do well
     * @param effects what a failure may say of its effect
     * @param mayDoWell whether the call may do well all the same
     */
    record Allowed(Set<Kind> kinds, Set<Effect> effects, boolean mayDoWell) {}

    static Allowed at(CallKind call, RawFault fault) {
        boolean mayDoWell = !READS.contains(call)
                && switch (fault) {
                    case HALF_ANSWER, WRONG_ANSWER -> true; // the effect is there, and some answers say nothing
                    case NOT_FOUND -> ENDINGS.contains(call) || call == CallKind.TIDY;
                    default -> false;
                };
        return new Allowed(kinds(call, fault), READS.contains(call) ? EITHER : effects(fault), mayDoWell);
    }

    static Set<Kind> kinds(CallKind call, RawFault fault) {
        return switch (fault) {
            case TIMEOUT_BEFORE, TIMEOUT_AFTER, RESET_BEFORE, RESET_AFTER, SERVER_ERROR_BEFORE, SERVER_ERROR_AFTER ->
                EnumSet.of(Kind.UNAVAILABLE);
            case UNAUTHORIZED, FORBIDDEN -> EnumSet.of(Kind.DENIED);
            case NOT_FOUND ->
                ENDINGS.contains(call)
                        ? EnumSet.noneOf(Kind.class)
                        : OF_ONE_THING.contains(call)
                                ? EnumSet.of(Kind.INVALID)
                                : EnumSet.of(Kind.INVALID, Kind.DENIED, Kind.BROKEN);
            case CONFLICT -> EnumSet.of(Kind.UNAVAILABLE, Kind.INVALID);
            case UNPROCESSABLE -> EnumSet.of(Kind.INVALID);
            case THROTTLED, THROTTLED_FOR_SEVEN_SECONDS -> EnumSet.of(Kind.THROTTLED);
            case HALF_ANSWER, WRONG_ANSWER -> EnumSet.of(Kind.BROKEN, Kind.UNAVAILABLE);
            case NO_CAPACITY -> EnumSet.of(Kind.NO_CAPACITY);
            case QUOTA -> EnumSet.of(Kind.QUOTA);
        };
    }

    /** Of calls that change something. */
    static Set<Effect> effects(RawFault fault) {
        return switch (fault) {
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, UNPROCESSABLE, NO_CAPACITY, QUOTA -> NONE;
            case THROTTLED, THROTTLED_FOR_SEVEN_SECONDS -> NONE;
            case CONFLICT, RESET_BEFORE -> EITHER; // an earlier try may be going on; nothing may have been sent
            case TIMEOUT_BEFORE -> EITHER; // who waits for its turn is certain; others err at TIMEOUT_AFTER
            case TIMEOUT_AFTER, RESET_AFTER -> UNKNOWN;
            case SERVER_ERROR_BEFORE, SERVER_ERROR_AFTER, HALF_ANSWER, WRONG_ANSWER -> UNKNOWN;
        };
    }
}
