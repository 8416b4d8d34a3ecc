package io.github.dynagents.runner.internal.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param isError whether the configuration cannot be used; else it is a warning
 * @param place where
 * @param path the setting's name, such as {@code pools.linux.buy[0]}; empty for the file itself
 * @param what what was wrong, what was expected
 */
public record Problem(boolean isError, Place place, String path, String what) {
    @Override
    public String toString() {
        return place + ": " + (isError ? "error: " : "warning: ") + (path.isEmpty() ? "" : path + ": ") + what;
    }
}
