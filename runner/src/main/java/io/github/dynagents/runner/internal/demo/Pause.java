package io.github.dynagents.runner.internal.demo;

import java.time.Duration;

/** Lets real time pass. */
interface Pause {
    void forTime(Duration time) throws InterruptedException;
}
