package io.github.dynagents.core.spi;

/** How a lease reaches the machine. */
public enum LeaseChannel {
    /** The machine sees marks change while it runs. */
    LIVE,
    /** The machine only knows what it was born with: its lease is its whole life. */
    AT_BIRTH,
    /** Not at all. */
    NONE
}
