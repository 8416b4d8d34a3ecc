package io.github.dynagents.core.spi;

import java.time.InstantSource;

/** What core lends a provider. Received, so it may grow. */
public interface Context {
    /** The configured name of this account; {@code OfferingId}s bear it. */
    String account();

    /** The daemon's owner name: the tag by which it knows its machines. */
    String owner();

    /** The time to go by. */
    InstantSource clock();

    /** Where to log; never instead of failing. */
    System.Logger logger();
}
