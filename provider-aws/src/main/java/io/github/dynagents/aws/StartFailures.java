package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;

/** Why ECS did not start a task, by the reasons of "API failure reasons" in its developer guide. */
final class StartFailures {
    private static final String RESOURCE = "RESOURCE:";

    private StartFailures() {}

    /** @param more what ECS tells besides; may be empty */
    static Failure of(String doing, String cluster, String reason, String more) {
        if (reason.startsWith(RESOURCE)) {
            String what = reason.substring(RESOURCE.length());
            return unavailable(
                    doing,
                    reason,
                    more,
                    "the machine has not enough " + what + " left: other tasks of the cluster use it");
        }
        return switch (reason) {
            case "AGENT" ->
                unavailable(doing, reason, more, "the machine's ECS agent is not connected to the cluster now");
            case "MISSING" -> unavailable(doing, reason, more, "the machine is no longer in cluster " + cluster);
            case "INACTIVE" -> unavailable(doing, reason, more, "the machine was deregistered from cluster " + cluster);
            case "ATTRIBUTE" ->
                unavailable(
                        doing,
                        reason,
                        more,
                        "the machine's image lacks what the task needs: take an ECS-optimized one");
            default -> Failure.of(Failure.Kind.BROKEN, doing + ": ECS did not start the task: " + reason + more);
        };
    }

    private static Failure unavailable(String doing, String reason, String more, String what) {
        return Failure.of(Failure.Kind.UNAVAILABLE, doing + ": " + what + " (" + reason + ")" + more);
    }
}
