package io.github.dynagents.examples.process;

import io.github.dynagents.core.spi.Failure;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;

/** What goes wrong with files and processes, in the words of the SPI. */
final class Failures {
    private Failures() {}

    /**
     * Makes a failure of an exception.
     *
     * @param doing what was tried, for the message
     * @param effect whether it may have had its effect; if in doubt, {@code UNKNOWN}
     */
    static Failure of(String doing, Failure.Effect effect, Exception cause) {
        Failure.Kind kind = switch (cause) {
            case InterruptedException e -> Failure.Kind.UNAVAILABLE;
            case ClosedByInterruptException e -> Failure.Kind.UNAVAILABLE;
            case FileLockInterruptionException e -> Failure.Kind.UNAVAILABLE;
            case AccessDeniedException e -> Failure.Kind.DENIED;
            default -> Failure.Kind.BROKEN;
        };
        String what = doing + ": " + (kind == Failure.Kind.UNAVAILABLE ? "interrupted" : cause);
        Failure failure = effect == Failure.Effect.NONE ? Failure.of(kind, what) : Failure.unknownEffect(kind, what);
        return failure.because(cause);
    }
}
