package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.spi.Purchase;

/** Is told what really happens on a fake cloud, at the instant at which it happens; for those who check it. */
public interface CloudWatcher {
    /** Is told nothing. */
    CloudWatcher NONE = new CloudWatcher() {};

    /** A machine is made, and billed from now on. */
    default void born(Invoice.Item machine, Purchase purchase) {}

    /**
     * A daemon's call ends a machine, or its agent with the jobs that it has.
     *
     * @param call such as {@code release}
     * @param jobs that it has at this instant, and loses
     */
    default void taken(Invoice.Item machine, String call, int jobs) {}

    /** A machine's bill has ended. */
    default void ended(Invoice.Item machine) {}
}
