package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import java.time.Duration;

/** What a plain cloud grants: as much as EC2 with ECS, as Kubernetes, or as little as Droplets. */
public enum Flavour {
    TOKEN,
    UNIQUE,
    LOOK;

    public Capabilities grants() {
        Capabilities.Builder grants = switch (this) {
            case TOKEN -> granting(Once.NATIVE_TOKEN, LeaseChannel.LIVE).can(Capability.values());
            case UNIQUE ->
                granting(Once.UNIQUE_NAME, LeaseChannel.LIVE).can(Capability.STOP_AGENT, Capability.SHOWS_AGENT);
            case LOOK -> granting(Once.LOOK_FIRST, LeaseChannel.AT_BIRTH);
        };
        return grants.build();
    }

    private static Capabilities.Builder granting(Once once, LeaseChannel leases) {
        return Capabilities.builder(once, leases, End.SELF_TERMINATES)
                .listLag(PlainCloud.LAG)
                .markReaches(PlainCloud.LAG)
                .removedWithin(Duration.ofSeconds(30));
    }
}
