package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main job on Google Kubernetes Engine, in both modes: a cluster that the daemon reaches as it would Google's. No agent
 * runs in its pods, so the test does what their script would.
 */
class GkeIT {
    private static final Map<String, String> TEMPLATES = Map.of(
            "shared-pool",
            "node-pool: " + Gke.POOL,
            "pool-per-machine",
            "machine-types: [e2-standard-4], zones: [europe-west1-b], capacity: [spot]");

    @RegisterExtension
    private final Site site = new Site();

    private Configuration configuration(Gke gke, String mode) throws Exception {
        return site.configuration().callTimeout("10s").gke(gke.options(mode), """
                small: {%s, price: 0.10, boot: 0s}
                """.formatted(TEMPLATES.get(mode)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void aFilledQueueBuysAMachineWhosePodRunsTheJobAndThenItIsDeletedAndItsNodeGone(String mode) throws Exception {
        Gke gke = site.gke();
        Drone drone = site.drone();
        Child daemon = site.run(configuration(gke, mode).lease("15m"));
        long build = drone.enqueue(1);

        String name = awaitMachine(gke, daemon);
        assertThat(gke.pod(name))
                .contains("\"dynagents-owner\"", "\"end-to-end\"", "-900-run", "\"automountServiceAccountToken\"");
        Waiting.until("its node is billed", () -> !nodes(gke).isEmpty(), daemon::log);
        Child agent = site.agentOf(gke.script(name));
        drone.awaitStatus(build, "success");
        assertThat(drone.build(build).machines()).containsExactly(name);
        Waiting.until("its pod is gone", () -> gke.pods().isEmpty(), daemon::log);
        agent.terminate();
        Waiting.until("nothing is billed", () -> gke.billed().isEmpty(), () -> daemon.log() + gke.log());

        daemon.awaitText("told " + name + " to drain");
        assertThat(daemon.lines("loop bought ")).hasSize(1);
        assertThat(daemon.isAlive()).as("the daemon goes on").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void killedInTheMiddleItLeavesABillThatEndsByItselfAndTheNextClearsUp(String mode) throws Exception {
        Gke gke = site.gke();
        Configuration configuration = configuration(gke, mode).lease("15s");
        Child killed = site.run(configuration);
        site.drone().enqueue(1);
        awaitMachine(gke, killed);
        Waiting.until("its node is billed", () -> !nodes(gke).isEmpty(), killed::log);
        killed.kill();

        Waiting.until("no node is billed any more", () -> nodes(gke).isEmpty(), gke::log);
        site.drone().cancelAll();
        Child next = site.run(configuration);
        Waiting.until(
                "what is left is cleared up",
                () -> gke.pods().isEmpty() && gke.billed().isEmpty(),
                next::log);
        assertThat(next.lines("loop ordered ")).isEmpty();
    }

    @Test
    void planTellsOfTheClustersFeeOnceAndOfWhatIsSold() throws Exception {
        Gke gke = site.gke();
        Child plan = site.command(configuration(gke, "shared-pool"), "plan");
        assertThat(plan.lines("$0.10 an hour for the cluster itself")).hasSize(1);
        assertThat(plan.log()).contains("sells small/" + Gke.POOL + " at $0.10 an hour, e2-standard-4");
    }

    @Test
    void theConfigurationOnTheProvidersPageIsRight() throws Exception {
        site.gke();
        String page = Files.readString(Path.of("../../docs/gcp.md"));
        int start = page.indexOf("```yaml\nowner:") + "```yaml\n".length();
        String yaml = page.substring(start, page.indexOf("```", start));
        Child check = site.command(site.configuration().written(yaml), "check");
        assertThat(check.exitStatus()).as(check.log()).contains(0);
    }

    private static String awaitMachine(Gke gke, Child daemon) throws Exception {
        daemon.awaitText("loop bought ");
        return Waiting.value("a pod", () -> gke.pods().stream().findFirst(), daemon::log);
    }

    private static List<String> nodes(Gke gke) throws Exception {
        return gke.billed().stream().filter(line -> line.startsWith("node ")).toList();
    }
}
