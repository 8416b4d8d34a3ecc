package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.policy.SizedPolicy;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.testkit.replay.ReplaySetting;

/**
 * A policy with a name to tell it by.
 *
 * @param endsWithItsJob whether its machines have one slot, and end with their first job
 */
public record NamedPolicy(String name, Policy policy, boolean endsWithItsJob) {
    /** Ours. */
    public static final NamedPolicy ECONOMIC = new NamedPolicy("economic", new EconomicPolicy(), false);

    static NamedPolicy of(String name, Sizing sizing) {
        return new NamedPolicy(name, new SizedPolicy(sizing), false);
    }

    /** The setting as this policy needs it. */
    public ReplaySetting in(ReplaySetting setting) {
        return endsWithItsJob
                ? setting.toBuilder().slots(1).endsWithItsJob(true).build()
                : setting;
    }
}
