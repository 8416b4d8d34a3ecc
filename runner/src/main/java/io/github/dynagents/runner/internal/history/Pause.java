package io.github.dynagents.runner.internal.history;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    void forTime(Duration time) throws InterruptedException;
}
