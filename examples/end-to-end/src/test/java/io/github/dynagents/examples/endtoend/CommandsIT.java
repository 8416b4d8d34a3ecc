package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands beside {@code run}, and its options. */
class CommandsIT {
    private static final int OK = 0;

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void planTellsWhatItSeesAndWouldDoAndDoesNothing() throws Exception {
        site.drone().enqueue(1);
        Child plan = site.command(configuration(), "plan");

        assertThat(plan.exitStatus()).contains(OK);
        assertThat(plan.log())
                .contains("CI server drone: 1 pending", "sells small at $1.00", "pool linux: 1 waiting")
                .contains("would do:", "worst case if the daemon died now: $0");
        assertThat(site.allMachines()).isEmpty();
    }

    @Test
    void runOnceBuysWhatIsNeededAndEndsWhileTheMachineLivesOn() throws Exception {
        long build = site.drone().enqueue(1);
        Child once = site.command(configuration(), "run", "--once");

        assertThat(once.exitStatus()).contains(OK);
        assertThat(once.lines("loop bought ")).hasSize(1);
        assertThat(once.log()).contains("stopped; 1 machine(s) left");
        site.drone().awaitStatus(build, "success");
    }

    @Test
    void runDryTellsWhatItWouldBuyAndBuysNothing() throws Exception {
        site.drone().enqueue(1);
        Child dry = site.run(configuration(), "--dry-run");
        dry.awaitText("loop buy local:small for pool linux: jobs wait");
        dry.terminate();
        dry.awaitEnd();

        assertThat(dry.log()).doesNotContain("loop ordered ", "loop bought ");
        assertThat(site.allMachines()).isEmpty();
    }

    @Test
    void aRecordedDaemonThatWasKilledIsExplained() throws Exception {
        site.drone().enqueue(1);
        String recording = site.plugins().resolveSibling("run.jsonl.gz").toString();
        Child daemon = site.run(configuration(), "--dry-run", "--record", recording);
        daemon.awaitText("loop buy local:small for pool linux: jobs wait");
        daemon.kill();
        daemon.awaitEnd();
        Child explained = site.command(configuration(), "explain", "--recording", recording);

        assertThat(explained.exitStatus()).contains(OK);
        assertThat(explained.log())
                .contains("buy local:small for pool linux: jobs wait")
                .doesNotContain("decides otherwise");
    }

    @Test
    void reapAllReleasesEverythingAtOnce() throws Exception {
        Configuration configuration = configuration();
        Child daemon = site.run(configuration);
        MachineFiles first = site.awaitMachineOf(site.drone().enqueue(60));
        MachineFiles second = site.awaitMachineOf(site.drone().enqueue(60));
        daemon.kill();
        Child reap = site.command(configuration, "reap", "--all", "--yes");

        assertThat(reap.exitStatus()).contains(OK);
        assertThat(reap.log())
                .contains("released " + first.name() + " (local)", "released " + second.name() + " (local)")
                .contains("2 machine(s) released");
        site.awaitNothingLeft();
    }

    private Configuration configuration() throws Exception {
        return site.configuration().account("local", "1.00");
    }
}
