package io.github.dynagents.aws;

import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.List;

/**
 * What a machine runs in place of its agent where that is a task of ECS: a program that has the ECS agent run, and ends
 * once the task has finished. So the machine's watchdog holds the task as it would hold an agent of its own.
 */
final class Minder {
    private static final String PROGRAM = "minder.sh";

    private Minder() {}

    /** The program, as the watchdog starts it. */
    static AgentSpec program() {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", UserData.resource(PROGRAM)))
                .build();
    }

    /**
     * A machine that joins a cluster: the ECS agent reads its configuration when it starts. A stopped task has the grace to
     * finish, and an interruption is the watchdog's to deal with.
     *
     * @param agent a fingerprint of the agent that it is for, so that to buy for another under the same name is another
     *     order
     */
    static Host joining(String cluster, Purchase purchase, String agent) {
        return Host.machine().prepared("""
                        # for agent %s
                        mkdir -p /etc/ecs && cat >/etc/ecs/ecs.config <<'CONFIG'
                        ECS_CLUSTER=%s
                        ECS_CONTAINER_STOP_TIMEOUT=%ds
                        ECS_AWSVPC_BLOCK_IMDS=true
                        ECS_ENABLE_SPOT_INSTANCE_DRAINING=false
                        ECS_INSTANCE_ATTRIBUTES={"%s":"%s","%s":"%s"}
                        CONFIG""".formatted(
                        agent,
                        cluster,
                        seconds(purchase.grace()),
                        Tags.NAME,
                        purchase.name(),
                        Tags.OWNER,
                        Words.safe(purchase.owner())));
    }

    /** ECS takes no less than one. */
    private static long seconds(Duration grace) {
        return Math.max(1, grace.toSeconds());
    }
}
