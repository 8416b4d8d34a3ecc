package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.StageSpec;
import io.github.dynagents.testkit.drone.StepSpec;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main job, with instances of EC2: an emulator that the daemon reaches as it would AWS. No instance boots there, so
 * the test does what its script would.
 */
class Ec2IT {
    private static final String UNKNOWN = "nothing is bought at account ec2: its machines cannot be listed: ";

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aFilledQueueBuysAnInstanceWhoseAgentRunsTheJobAndThenItIsDrainedAndTerminated() throws Exception {
        Ec2 ec2 = site.ec2();
        Drone drone = site.drone();
        Child daemon = site.run(
                site.configuration().callTimeout("20s").lease("20s").ec2(ec2, "ec2/cheap", """
                cheap: {types: [c5.large, m5.large], image: %s, capacity: [spot], price: 1.00, boot: 0s}
                """.formatted(Ec2.IMAGE)));
        long build = drone.enqueue(1);

        Xml bought = awaitInstance(ec2, daemon);
        String id = bought.text("instanceId");
        String name = name(bought);
        isAsItMustBe(ec2, id, name, daemon);
        String mark = mark(ec2, id);
        Waiting.until("the lease is renewed", () -> !mark(ec2, id).equals(mark), daemon::log);

        Child agent = site.agentOf(ec2.script(id));
        drone.awaitStatus(build, "success");
        assertThat(drone.build(build).machines()).containsExactly(name);
        Waiting.until("it is told to drain", () -> mark(ec2, id).endsWith("-drain"), daemon::log);
        agent.terminate();
        Waiting.until("it is terminated", () -> state(ec2, id).equals("terminated"), daemon::log);
        daemon.awaitText(name + " is released");

        assertThat(daemon.log())
                .containsSubsequence(
                        "bought " + name + " (" + id + ")",
                        name + " has 1 job",
                        "told " + name + " to drain",
                        name + " is released");
        assertThat(ec2.instances()).hasSize(1);
        assertThat(daemon.isAlive()).as("the daemon goes on").isTrue();
    }

    /** Whatever it was asked for that the emulator can show. It drops the tags of network interfaces. */
    private static void isAsItMustBe(Ec2 ec2, String id, String name, Child daemon) throws Exception {
        Xml instance = ec2.instance(id);
        assertThat(daemon.lines("ordered " + name + " as ec2:"))
                .singleElement()
                .asString()
                .contains(offering(instance));
        assertThat(instance.text("imageId")).isEqualTo(Ec2.IMAGE);
        assertThat(instance.text("keyName")).as("key pair").isEmpty();
        assertThat(instance.text("metadataOptions/httpTokens")).isEqualTo("required");
        assertThat(instance.text("metadataOptions/httpPutResponseHopLimit")).isEqualTo("1");
        assertThat(instance.text("metadataOptions/instanceMetadataTags")).isEqualTo("enabled");
        assertThat(ec2.attribute(id, "instanceInitiatedShutdownBehavior")).isEqualTo("terminate");
        assertThat(instance.text("networkInterfaceSet/item/attachment/deleteOnTermination"))
                .isEqualTo("true");
        assertThat(instance.all("blockDeviceMapping/item")).singleElement().satisfies(root -> {
            assertThat(root.text("deviceName")).isEqualTo(instance.text("rootDeviceName"));
            assertThat(root.text("ebs/deleteOnTermination")).isEqualTo("true");
        });
        assertThat(ec2.volumes(id)).singleElement().satisfies(volume -> {
            assertThat(volume.text("encrypted")).isEqualTo("true");
            assertThat(volume.tags()).containsAllEntriesOf(tags(name, instance));
        });
        assertThat(instance.tags())
                .containsAllEntriesOf(tags(name, instance))
                .hasEntrySatisfying("dynagents-lease", mark -> assertThat(mark).matches("[0-9]+-20-run"));
        assertThat(ec2.script(id))
                .contains(
                        "export DRONE_RUNNER_NAME='" + name + "'", "169.254.169.254", "tags/instance/dynagents-lease");
    }

    private static Map<String, String> tags(String name, Xml instance) throws Exception {
        return Map.of(
                "Name",
                name,
                "dynagents-name",
                name,
                "dynagents-owner",
                "end-to-end",
                "dynagents-pool",
                "linux",
                "dynagents-account",
                "ec2",
                "dynagents-offering",
                offering(instance));
    }

    /** What an instance must have been bought as. */
    private static String offering(Xml instance) throws Exception {
        boolean isSpot = instance.text("instanceLifecycle").equals("spot");
        return String.join(
                "/",
                isSpot ? "cheap" : "steady",
                instance.text("instanceType"),
                instance.text("placement/availabilityZone"),
                isSpot ? "spot" : "on-demand");
    }

    @Test
    void runOnceTellsExactlyTheInstancesThatEc2ThenShows() throws Exception {
        Ec2 ec2 = site.ec2();
        enqueueForBothPools(site.faultyDrone());
        Child once = site.command(configuration(ec2).pool("steady", "kind: steady", "ec2/steady"), "run", "--once");

        assertThat(once.exitStatus()).contains(0);
        assertThat(told(once)).hasSize(3).isEqualTo(shown(ec2));
        assertThat(told(once).values())
                .anySatisfy(offering -> assertThat(offering).startsWith("ec2:steady/"))
                .anySatisfy(offering -> assertThat(offering).startsWith("ec2:cheap/"));
    }

    private static void enqueueForBothPools(DroneHttpServer server) {
        StageSpec plain = StageSpec.exec("plain", StepSpec.run("work", "true"));
        StageSpec labelled =
                StageSpec.exec("labelled", StepSpec.run("work", "true")).labels(Map.of("kind", "steady"));
        server.enqueue("octo/hello", plain, labelled);
        server.enqueue("octo/hello", plain);
    }

    /** What the program says that it has ordered and bought: the offering of each machine, by its name and id. */
    private static SortedMap<String, String> told(Child once) {
        SortedMap<String, String> ids = new TreeMap<>();
        SortedMap<String, String> told = new TreeMap<>();
        for (String line : once.lines("loop bought ")) {
            String[] word = line.replaceAll(".*loop bought (\\S+) \\((\\S+)\\).*", "$1 $2")
                    .split(" ", -1);
            ids.put(word[0], word[1]);
        }
        for (String line : once.lines("loop ordered ")) {
            String[] word = line.replaceAll(".*loop ordered (\\S+) as (\\S+) .*", "$1 $2")
                    .split(" ", -1);
            told.put(word[0] + " " + ids.get(word[0]), word[1]);
        }
        return told;
    }

    private static SortedMap<String, String> shown(Ec2 ec2) throws Exception {
        SortedMap<String, String> shown = new TreeMap<>();
        for (Xml instance : ec2.instances()) {
            assertThat(instance.text("instanceState/name")).isEqualTo("running");
            shown.put(name(instance) + " " + instance.text("instanceId"), "ec2:" + offering(instance));
        }
        return shown;
    }

    @Test
    void killedAndStartedAgainItAdoptsItsInstance() throws Exception {
        Ec2 ec2 = site.ec2();
        Configuration configuration = configuration(ec2);
        Child killed = site.run(configuration);
        long build = site.drone().enqueue(2);
        Xml bought = awaitInstance(ec2, killed);
        String id = bought.text("instanceId");
        killed.kill();
        String mark = mark(ec2, id);

        Child next = site.run(configuration);
        Waiting.until("the lease is renewed", () -> !mark(ec2, id).equals(mark), next::log);
        site.agentOf(ec2.script(id));
        next.awaitText(name(bought) + " has 1 job");
        site.drone().awaitStatus(build, "success");

        assertThat(next.lines("loop ordered ")).isEmpty();
        assertThat(ec2.instances()).hasSize(1);
        assertThat(state(ec2, id)).isEqualTo("running");
    }

    @Test
    void whileEc2IsGoneItIsUnknownAndNothingIsBoughtAndThenAllGoesOn() throws Exception {
        Ec2 ec2 = site.ec2();
        Child daemon = site.run(configuration(ec2));
        daemon.awaitText("left out: cheap on m5.large in us-east-1e"); // its last word on what is sold
        ec2.kill();
        site.drone().enqueue(1);
        daemon.awaitText(UNKNOWN);
        assertThat(daemon.lines(UNKNOWN))
                .anySatisfy(line -> assertThat(line).contains("ConnectException: Connection refused"));
        assertThat(daemon.log()).doesNotContain("loop ordered ");

        ec2.startAgain();
        awaitInstance(ec2, daemon);
        assertThat(daemon.isAlive()).isTrue();
        assertThat(daemon.log()).doesNotContain("a tick failed");
    }

    private Configuration configuration(Ec2 ec2) throws Exception {
        return site.configuration().callTimeout("20s").lease("30s").ec2(ec2, "ec2/cheap", """
                cheap: {types: [c5.large, m5.large], image: %s, capacity: [spot], boot: 0s}
                steady: {types: [t3.small], image: %s, zones: [us-east-1c], capacity: [on-demand], boot: 0s}
                """.formatted(
                        Ec2.IMAGE, Ec2.IMAGE));
    }

    private static Xml awaitInstance(Ec2 ec2, Child daemon) throws Exception {
        daemon.awaitText("loop bought ");
        return ec2.instances().getFirst();
    }

    private static String name(Xml instance) throws Exception {
        return instance.tags().getOrDefault("Name", "");
    }

    private static String mark(Ec2 ec2, String id) throws Exception {
        return ec2.instance(id).tags().getOrDefault("dynagents-lease", "");
    }

    private static String state(Ec2 ec2, String id) throws Exception {
        return ec2.instance(id).text("instanceState/name");
    }
}
