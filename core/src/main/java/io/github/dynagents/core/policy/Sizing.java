package io.github.dynagents.core.policy;

/**
 * How many machines one pool has: the part of a policy that rules differ in. What every policy must do besides, such as
 * to settle purchases, to release what is empty and to renew leases, {@link SizedPolicy} does.
 *
 * <p>Pure and total, as a {@link Policy} is. It is asked anew at every tick, and remembers nothing.
 */
@FunctionalInterface
public interface Sizing {
    /** Buys machines, lets idle ones go, and says when to look again. */
    void size(PoolPlan plan);
}
