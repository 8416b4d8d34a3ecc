package io.github.dynagents.runner.internal.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** A provider's settings as they stand in the file, until the provider says what they may be. */
public final class RawOptions {
    private final String path;
    private final Optional<Node> node;

    RawOptions(String path, Optional<Node> node) {
        this.path = path;
        this.node = node;
    }

    String path() {
        return path;
    }

    Optional<Node> node() {
        return node;
    }

    /** The path only: values may be secret. */
    @Override
    public String toString() {
        return path;
    }
}
