package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where machines fetch their leases whose cloud cannot show them any.
 *
 * @param listen the address to listen at; not resolved yet
 * @param url the address under which machines reach that
 * @param secret by which their URLs are signed
 */
public record LeaseUrlConfig(InetSocketAddress listen, URI url, Secret secret) {}
