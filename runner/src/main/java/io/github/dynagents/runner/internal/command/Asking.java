package io.github.dynagents.runner.internal.command;

import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
public interface Asking {
    /** Nobody is there to be asked. */
    Asking NOBODY = question -> Optional.empty();

    /** What was answered; empty if nobody is there. */
    Optional<String> ask(String question);
}
