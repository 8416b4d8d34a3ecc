package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;

/** A few letters that tell whether two ticks have decided the same, reasons included. */
final class Digest {
    private Digest() {}

    static String of(Plan plan, Cut cut) {
        return Integer.toHexString((plan.wakeAt() + " " + plan.decisions() + " " + cut.refused()).hashCode());
    }
}
