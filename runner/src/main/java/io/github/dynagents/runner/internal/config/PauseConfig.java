package io.github.dynagents.runner.internal.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code pause} and {@code resume} read of the configuration: whatever else is wrong with it must not be in their way.
 *
 * @param pauseFile while it is there, nothing is bought; unset, it is beside the configuration
 */
@PartOf(Config.class)
record PauseConfig(Optional<Path> pauseFile) {
    /** Where the file is: {@code dynagents.paused} beside {@code dynagents.yaml}. */
    static Path file(Path configuration, Optional<Path> pauseFile) {
        return pauseFile.orElseGet(() -> configuration.resolveSibling(
                configuration.getFileName().toString().replaceFirst("\\.ya?ml$", "") + ".paused"));
    }
}
