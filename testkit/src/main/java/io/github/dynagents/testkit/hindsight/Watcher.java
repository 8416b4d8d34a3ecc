package io.github.dynagents.testkit.hindsight;

/** Is told what happens in a run. */
interface Watcher {
    Watcher NONE = new Watcher() {};

    default void bought(int machine, int job, long now) {}

    default void started(int machine, int job, long now) {}

    default void gone(int machine, long now) {}
}
