package io.github.dynagents.core.specimen.policy;

/** Something of a later room. */
public record Policeman(org.slf4j.Logger logger) {}
