package io.github.dynagents.testkit.tck.plain;

import java.time.Duration;

/** A kind of machine of the plain cloud, as it is configured. */
public record PlainTemplate(String size, Duration boot) {}
