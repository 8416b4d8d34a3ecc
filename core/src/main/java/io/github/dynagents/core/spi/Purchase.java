package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that a cloud is told about one machine, frozen when the intent is recorded: a retry is identical to the
 * byte; another attempt with any other value has another name. Providers receive it; it may grow.
 *
 * @param name the machine's name, and the token by which the purchase is made once
 * @param owner the daemon's owner name, a tag of everything it buys
 * @param pool the pool it is for
 * @param offering what to buy
 * @param agent what it runs
 * @param lease the mark it is born with
 * @param grace from drain or the lease's end to forced power-off
 * @param maxLife from birth to forced drain
 * @param sendBefore after this instant the call must not be sent any more
 * @param leaseUrl where the machine fetches its mark, if not where its cloud shows it: a secret, since it bears the
 *     machine's token. Given only where {@link Capability#LEASE_URL} is; the lease that the cloud shows then is the whole
 *     life
 */
public record Purchase(
        MachineName name,
        String owner,
        String pool,
        OfferingId offering,
        AgentSpec agent,
        Lease lease,
        Duration grace,
        Duration maxLife,
        Instant sendBefore,
        Optional<Secret> leaseUrl) {
    /** Of a machine whose cloud shows it its mark. */
    public Purchase(
            MachineName name,
            String owner,
            String pool,
            OfferingId offering,
            AgentSpec agent,
            Lease lease,
            Duration grace,
            Duration maxLife,
            Instant sendBefore) {
        this(name, owner, pool, offering, agent, lease, grace, maxLife, sendBefore, Optional.empty());
    }

    /** The same, with another agent. */
    public Purchase withAgent(AgentSpec other) {
        return new Purchase(name, owner, pool, offering, other, lease, grace, maxLife, sendBefore, leaseUrl);
    }

    /** The same, of a machine that fetches its mark, and whose cloud shows another. */
    public Purchase withLeaseUrl(Secret url, Lease shown) {
        return new Purchase(name, owner, pool, offering, agent, shown, grace, maxLife, sendBefore, Optional.of(url));
    }
}
