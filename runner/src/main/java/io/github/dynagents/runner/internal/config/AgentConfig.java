package io.github.dynagents.runner.internal.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The agent that a machine runs: a container by {@code image}, or a program of the machine by {@code command}.
 *
 * @param kind the kind of pipeline that it takes
 * @param type the type of pipeline that it takes, such as docker or exec
 * @param slots how many jobs it runs at once
 * @param image the container's image
 * @param command the program and its arguments; with an image, the arguments to its entry point
 * @param env environment variables that may be seen
 */
public record AgentConfig(
        @Default("pipeline") String kind,
        @Default("docker") String type,
        @Default("1") @Positive int slots,
        Optional<String> image,
        List<String> command,
        SortedMap<String, String> env) {}
