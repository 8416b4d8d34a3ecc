package io.github.dynagents.core.spi;

/** How a purchase is made only once. */
public enum Once {
    /** The cloud takes a token: the same token buys the same machine. EC2. */
    NATIVE_TOKEN,
    /** Names are unique at the cloud: the second purchase of one fails. GKE, pods, processes. */
    UNIQUE_NAME,
    /** Neither: look first, send once per name, never retry. DigitalOcean. */
    LOOK_FIRST
}
