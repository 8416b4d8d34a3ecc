package io.github.dynagents.runner.internal.plugin;

/**
 * Something in the plugins folder that cannot be used.
 *
 * @param origin the jar or folder
 * @param why what is wrong with it, and what to do
 */
public record Unusable(String origin, String why) {
    @Override
    public String toString() {
        return origin + ": " + why;
    }
}
