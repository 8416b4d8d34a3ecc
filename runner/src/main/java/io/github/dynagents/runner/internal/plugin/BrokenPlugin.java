package io.github.dynagents.runner.internal.plugin;

/** A plugin failed in a way that its interface doesn't provide for; the message names its jar. */
public final class BrokenPlugin extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenPlugin(String what, Throwable cause) {
        super(what, cause);
    }
}
