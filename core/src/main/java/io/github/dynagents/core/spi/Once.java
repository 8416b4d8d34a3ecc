package io.github.dynagents.core.spi;

/** How a purchase is made only once. */
public enum Once {
    /** The cloud takes a token: the same token buys the same machine. EC2. */
    NATIVE_TOKEN,
    /** Names are unique at the cloud: the second purchase of one fails. GKE, pods, processes. */
    UNIQUE_NAME,
    /**
     * Neither: look first, send once per name and opening, never retry. After reopening, a name is not sent again once
     * the list's lag has passed; before that nobody can know, and core sends no name again. DigitalOcean.
     */
    LOOK_FIRST
}
