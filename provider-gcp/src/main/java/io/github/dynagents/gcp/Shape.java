package io.github.dynagents.gcp;

import io.github.dynagents.core.model.Platform;

/**
 * What a machine has.
 *
 * @param vcpus as far as they are its own for long, and paid for: a quarter of one with {@code e2-micro}
 */
record Shape(double vcpus, double memoryGib, Platform platform) {
    Shape {
        if (!(vcpus > 0) || !(memoryGib > 0)) {
            throw new IllegalArgumentException("a machine needs vCPUs and memory");
        }
    }
}
