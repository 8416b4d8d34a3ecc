package io.github.dynagents.runner.internal.recording;

import java.io.IOException;
import java.util.Optional;

/** Ticks, one after the other. */
@FunctionalInterface
public interface Ticks {
    /** The next one; empty at the end. */
    Optional<Tick> next() throws IOException, NotARecording;
}
