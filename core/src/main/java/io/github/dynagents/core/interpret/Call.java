package io.github.dynagents.core.interpret;

import io.github.dynagents.core.spi.Failure;

/** A blocking call of an SPI. */
@FunctionalInterface
public interface Call<T> {
    T make() throws Failure;
}
