package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.spi.History;

/** Is told how far a history has been read. */
public interface Progress {
    /** Nobody watches. */
    Progress UNSEEN = history -> {};

    /** After each step. */
    void at(History history);

    /** Before anything else is told. */
    default void end() {}
}
