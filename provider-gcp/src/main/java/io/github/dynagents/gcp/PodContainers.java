package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in the pod of one machine.
 *
 * <p>Its one container {@code machine} runs the watchdog's script, which runs the agent; when it ends, so does the pod, and
 * nothing starts it again. With an engine, a sidecar runs Docker, without a port: Kubernetes starts it before the machine
 * and ends it after, also when the pod is deleted, so that the jobs of an agent that is finishing keep their engine. Without
 * one, the machine is of the agent's own image, and a first container gives it a shell.
 */
final class PodContainers {
    static final String SCRIPT_KEY = "machine.sh";
    private static final String SCRIPT = "/etc/dynagents";
    private static final String ENGINE = "/run/dynagents-engine";
    private static final String SOCKET = "unix://" + ENGINE + "/docker.sock";
    private static final String TOOLS = "/dynagents-tools";
    private static final String RUNS = "grep -q '^state=running' " + MachineScript.RUN + "/status";

    /** No daemon is that patient: what comes up later was forgotten. */
    private static final Duration WAITS_FOR_NODE = Duration.ofHours(2);

    private final Purchase purchase;
    private final Kind kind;

    PodContainers(Purchase purchase, Kind kind) {
        this.purchase = purchase;
        this.kind = kind;
    }

    private Template template() {
        return kind.template();
    }

    private String name() {
        return purchase.name().value();
    }

    /** What comes before the machine: its engine, or what gives it a shell. */
    Container first() {
        return template().engine() ? engine() : tools();
    }

    /** The machine itself. */
    Container machine() {
        return template().engine() ? machineBesideEngine() : machineOfAgent();
    }

    /**
     * Told which sockets to open, it opens no port, as it else would. Told to end, it does so at once, with all containers in
     * it: the machine has ended before it is. When the node's memory is short, the kernel shall take a job and not the engine.
     */
    private Container engine() {
        return new ContainerBuilder()
                .withName("engine")
                .withImage(template().engineImage())
                .withRestartPolicy("Always")
                .withCommand("/bin/sh", "-c", "trap 'exit 0' TERM; dockerd-entrypoint.sh \"$@\" & wait $!", "engine")
                .withArgs(
                        "dockerd",
                        "--host=unix:///var/run/docker.sock",
                        "--host=" + SOCKET,
                        "--oom-score-adjust=-999",
                        "--mtu=" + template().mtu(),
                        "--default-network-opt=bridge=com.docker.network.driver.mtu="
                                + template().mtu())
                .addNewEnv()
                .withName("DOCKER_TLS_CERTDIR")
                .withValue("")
                .endEnv()
                .withNewSecurityContext()
                .withPrivileged(true)
                .endSecurityContext()
                .withStartupProbe(probe(1, 180, "docker", "--host", SOCKET, "version"))
                .withResources(kind.requests().asked())
                .withVolumeMounts(mount("engine", ENGINE, false), mount("storage", "/var/lib/docker", false))
                .build();
    }

    private Container machineBesideEngine() {
        return machine(template().watchdogImage())
                .withCommand(
                        "/bin/sh",
                        "-c",
                        inTime() + "echo -999 >/proc/self/oom_score_adj; exec /bin/sh " + SCRIPT + "/" + SCRIPT_KEY)
                .addNewEnv()
                .withName("DOCKER_HOST")
                .withValue(SOCKET)
                .endEnv()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .withAdd("SYS_RESOURCE") // to be the last that the kernel ends when memory is short
                .endCapabilities()
                .endSecurityContext()
                .withReadinessProbe(probe(5, 3, "/bin/sh", "-c", RUNS))
                .withVolumeMounts(mounts(mount("engine", ENGINE, false)))
                .build();
    }

    /** A pod may wait for a node for days, and nobody may be there any more to delete it. */
    private String inTime() {
        long last = purchase.sendBefore().plus(WAITS_FOR_NODE).getEpochSecond();
        return "if [ \"$(date +%%s)\" -gt %d ]; then echo 'dynagents: it has waited too long for its node'; exit 1; fi; "
                .formatted(last);
    }

    private Container tools() {
        String copy = "cp /bin/busybox %1$s/busybox && %1$s/busybox --install -s %1$s".formatted(TOOLS);
        return new ContainerBuilder()
                .withName("tools")
                .withImage(template().watchdogImage())
                .withCommand("/bin/busybox", "sh", "-c", copy)
                .withVolumeMounts(mount("tools", TOOLS, false))
                .build();
    }

    /** The image's own programs come first: the shell only looks where it else finds none. */
    private Container machineOfAgent() {
        String shell = TOOLS + "/busybox";
        String run = "PATH=${PATH:+$PATH:}%s; export PATH; ".formatted(TOOLS)
                + inTime()
                + "exec %s sh %s/%s".formatted(shell, SCRIPT, SCRIPT_KEY);
        return machine(purchase.agent().image().orElseThrow())
                .withCommand(shell, "sh", "-c", run)
                .withResources(kind.requests().asked())
                .withReadinessProbe(probe(5, 3, shell, "sh", "-c", shell + " " + RUNS))
                .withVolumeMounts(mounts(mount("tools", TOOLS, true)))
                .build();
    }

    private static ContainerBuilder machine(String image) {
        return new ContainerBuilder().withName("machine").withImage(image);
    }

    private static List<VolumeMount> mounts(VolumeMount more) {
        return List.of(
                mount("script", SCRIPT, true),
                mount("marks", MachineScript.MARKS, true),
                mount("run", MachineScript.RUN, false),
                more);
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }

    private static Probe probe(int period, int failures, String... command) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(command)
                .endExec()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    /** What they share, and are shown. */
    List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName("script")
                .withNewSecret()
                .withSecretName(name())
                .withDefaultMode(0400)
                .endSecret()
                .build());
        volumes.add(marks());
        volumes.add(emptyVolume("run"));
        if (template().engine()) {
            volumes.add(emptyVolume("engine"));
            volumes.add(emptyVolume("storage"));
        } else {
            volumes.add(emptyVolume("tools"));
        }
        return volumes;
    }

    private static Volume marks() {
        return new VolumeBuilder()
                .withName("marks")
                .withNewDownwardAPI()
                .addNewItem()
                .withPath(MachineScript.LEASE_FILE)
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + Keys.LEASE + "']")
                .endFieldRef()
                .endItem()
                .addNewItem()
                .withPath(MachineScript.STOP_FILE)
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + Keys.STOP + "']")
                .endFieldRef()
                .endItem()
                .endDownwardAPI()
                .build();
    }

    private static Volume emptyVolume(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }
}
