package io.github.dynagents.testkit.drone;

/**
 * What is known of a step at one moment.
 *
 * @param exitCode of its shell; 130 if the build was cancelled
 * @param log the lines that its runner sent, one per line; empty before it did
 */
public record DroneStep(String name, DroneStatus status, int exitCode, String log) {}
