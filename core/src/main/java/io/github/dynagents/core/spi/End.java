package io.github.dynagents.core.spi;

/** How a machine ends that powers itself off. */
public enum End {
    /** It is gone, and so is its bill. EC2, processes. */
    SELF_TERMINATES,
    /** The cloud removes it some time later. GKE. */
    CLOUD_REMOVES,
    /** It is billed on until released. Droplets. */
    ONLY_RELEASE
}
