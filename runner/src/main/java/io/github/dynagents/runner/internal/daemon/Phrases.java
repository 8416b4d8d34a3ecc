package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.policy.Decision;

/** Decisions in a few words, without their reasons. */
final class Phrases {
    private Phrases() {}

    static String of(Decision decision) {
        return switch (decision) {
            case Decision.Buy d -> "buy " + d.offering() + " for pool " + d.pool();
            case Decision.Settle d -> "settle the purchase of " + d.name();
            case Decision.StartAgent d -> "start the agent of " + d.name();
            case Decision.Renew d -> "renew the lease of " + d.name();
            case Decision.Cordon d -> "cordon " + d.name();
            case Decision.Drain d -> "drain " + d.name();
            case Decision.Undrain d -> "let " + d.name() + " work on";
            case Decision.Release d -> "release " + d.name();
            case Decision.Revoke d -> "revoke the secret of " + d.name();
            case Decision.Restart d -> "restart lost job " + d.job();
            case Decision.Tell d -> "tell " + d.key();
        };
    }
}
