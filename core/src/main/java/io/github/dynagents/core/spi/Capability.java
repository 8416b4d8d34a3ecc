package io.github.dynagents.core.spi;

/** Calls that a provider may lack. */
public enum Capability {
    /** {@link Machines#startAgent} starts an agent on a machine that is up. */
    START_AGENT,
    /** {@link Machines#stopAgent} stops it as SIGTERM would. */
    STOP_AGENT,
    /** A drain can be undone: by {@link Machines#startAgent}, or by a mark that no longer drains. */
    RESTART_AGENT,
    /** The list shows what the agent is doing. */
    SHOWS_AGENT,
    /** The list shows interruptions. */
    SHOWS_INTERRUPTION,
    /** A machine can fetch its mark from {@link Purchase#leaseUrl()}, rather than from its cloud. */
    LEASE_URL
}
