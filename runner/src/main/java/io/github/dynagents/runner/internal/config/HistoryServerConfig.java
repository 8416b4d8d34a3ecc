package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import java.net.URI;

/**
 * A CI server, to read from.
 *
 * @param type its kind
 * @param url its address
 * @param token of a user
 */
@PartOf(ServerConfig.class)
public record HistoryServerConfig(ServerType type, URI url, Secret token) {}
