package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon is paused and resumed by hand. */
class PauseIT {
    private static final int OK = 0;

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aPausedDaemonBuysNothingAcrossARestartUntilItIsResumed() throws Exception {
        Configuration configuration = site.configuration().account("local", "1.00");
        Child first = site.run(configuration);
        first.awaitText("the most that 24 hours can cost, whatever goes wrong: $");
        assertThat(site.command(configuration, "pause", "--reason", "an audit").exitStatus())
                .contains(OK);
        first.awaitText("buys nothing, and lets idle machines go");
        first.terminate();
        first.awaitEnd();

        long build = site.drone().enqueue(1);
        assertThat(site.command(configuration, "plan").log())
                .contains("1 pending", "nothing is bought for everything: paused by ", "an audit")
                .contains("would do: nothing");
        Child second = site.run(configuration);
        second.awaitText("nothing is bought for everything: paused by ");
        assertThat(site.allMachines()).isEmpty();

        assertThat(site.command(configuration, "resume").exitStatus()).contains(OK);
        site.drone().awaitStatus(build, "success");
        assertThat(second.log()).contains("is no longer paused");
    }
}
