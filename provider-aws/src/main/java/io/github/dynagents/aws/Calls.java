package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.util.function.Supplier;

/** How the SDK is called. */
@FunctionalInterface
interface Calls {
    /**
     * Makes a call that changes nothing.
     *
     * @param doing what it is for, as messages tell
     * @throws Failure without effect, if it did not do well
     */
    <T> T ask(String doing, Supplier<T> call) throws Failure;
}
