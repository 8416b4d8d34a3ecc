package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * One account of one provider.
 *
 * <p>Calls block, on threads that core owns. Each is interrupted at its deadline and must then end within a second.
 * Each returns all that it promises or throws a {@link Failure}; none logs instead of failing. Calls may come from
 * several threads at once.
 *
 * <p>What is not offered is refused with {@link Failure#unsupported}. After {@link #close} calls fail, {@link
 * Failure.Kind#BROKEN} or {@link Failure.Kind#UNAVAILABLE}, without effect. Machines of other owners are never touched,
 * by whatever name or native id they are asked for.
 */
public interface Machines extends AutoCloseable {
    /** What this cloud grants. Makes no call; always answers the same. */
    Capabilities capabilities();

    /** What can be bought now, at what price. What a zone does not offer is left out. */
    List<Offering> offerings() throws Failure;

    /**
     * Every machine of the owner that may still cost money, of whatever pool and in whatever state, found by its tag
     * at the cloud; never from memory. All pages, or a failure. Machines of others are never shown.
     */
    Listing list() throws Failure;

    /**
     * Buys one machine, named and tagged in the creating call, with its agent and lease. Asking twice with the same
     * purchase makes one machine, as {@link Capabilities#once()} says: the same one is answered. With other arguments
     * under the same name it is refused, {@link Failure.Kind#INVALID}. Where it is sent once ({@link Once#LOOK_FIRST}),
     * the second time is answered from the list, or fails with {@link Failure.Effect#UNKNOWN}.
     *
     * @throws Failure without effect if it is later than {@link Purchase#sendBefore()}; with {@link
     *     Failure.Effect#UNKNOWN} where a machine may have been made all the same: the purchase is then settled, never
     *     sent under another name
     */
    Machine buy(Purchase purchase) throws Failure;

    /** How a purchase ended whose answer was lost. Says absent only once that is certain. */
    Settled settle(Purchase purchase) throws Failure;

    /**
     * Sets the leases, drain marks included, of many machines in as few requests as the cloud allows. Only where marks
     * are {@link LeaseChannel#LIVE}; elsewhere it is refused.
     *
     * @return the failures, by machine, {@link Failure.Kind#INVALID} for one that is gone; those not in it are marked
     * @throws Failure if none was marked
     */
    SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure;

    /**
     * Starts the agent on a machine that is up, unless it runs; needs {@link Capability#START_AGENT}.
     *
     * @throws Failure of kind {@link Failure.Kind#INVALID} if the machine is gone
     */
    default void startAgent(Machine machine, AgentSpec agent) throws Failure {
        throw Failure.unsupported("startAgent");
    }

    /**
     * Stops the agent as SIGTERM would, again and again if asked to; needs {@link Capability#STOP_AGENT}. Returns before
     * it has ended. Where it cannot be started again ({@link Capability#RESTART_AGENT}) its machine may go with it, once it
     * has: a pod that is deleted.
     *
     * @throws Failure of kind {@link Failure.Kind#INVALID} if the machine is gone
     */
    default void stopAgent(Machine machine) throws Failure {
        throw Failure.unsupported("stopAgent");
    }

    /** Stops paying for a machine. Already gone is success. */
    void release(Machine machine) throws Failure;

    /**
     * Removes side resources (parameters, secrets) of names that are no more. Leaves alone what is younger than an hour: a
     * purchase that is not in the set may be under way.
     */
    default void tidy(SortedSet<MachineName> alive) throws Failure {}

    /**
     * Looks at the account before anything is bought from it, as {@code plan} does and {@code run} once at its start: the
     * permissions of its credentials, images, networks, and what is named in options and isn't there. It only reads, or
     * makes dry runs; it buys and changes nothing. What cannot be looked at is itself a finding.
     *
     * @return what was found; empty where all is well
     * @throws Failure if nothing could be looked at
     */
    default List<Finding> examine() throws Failure {
        return List.of();
    }

    /**
     * The least rights that the credentials of this account need for all that is configured, in the cloud's own notation
     * (such as an IAM policy), to be printed. Makes no call; always answers the same; tells no secret.
     */
    default Optional<String> permissions() {
        return Optional.empty();
    }

    /** Ends connections; machines go on. */
    @Override
    void close();
}
