package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of machine.
 *
 * @param nodePool on which its pods run, where they share one
 * @param machineTypes of node pools to make
 * @param zones to make them in; empty for the cluster's own
 * @param serviceAccount of the nodes; empty for the project's default
 * @param cpu that its pod asks for, in Kubernetes' notation; empty for most of what the machine type has
 * @param memory likewise
 * @param engine whether the pod has a container engine of its own, in which the agent runs
 * @param mtu of the engine's networks
 * @param agentCommand what the agent's image runs, where there is no engine
 * @param podServiceAccount the Kubernetes service account whose token the pod gets; none unless given
 * @param price what an hour counts as, in place of what the tables say
 */
record Template(
        String name,
        Optional<String> nodePool,
        List<String> machineTypes,
        List<String> zones,
        List<CapacityType> capacity,
        String imageType,
        int diskSize,
        String diskType,
        Optional<String> serviceAccount,
        Optional<String> cpu,
        Optional<String> memory,
        boolean engine,
        String engineImage,
        String watchdogImage,
        int mtu,
        List<String> agentCommand,
        Optional<String> podServiceAccount,
        Optional<Money> price,
        Duration boot,
        double speed) {
    private static final Map<String, CapacityType> CAPACITY =
            Map.of("spot", CapacityType.SPOT, "standard", CapacityType.ON_DEMAND);
    private static final String QUANTITY = "[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?";
    private static final int SMALLEST_DISK = 10;
    private static final int LARGEST_DISK = 65_536;
    private static final int SMALLEST_MTU = 576;
    private static final int LARGEST_MTU = 8_896;

    static List<Option> options() {
        return List.of(
                Option.optional(
                        "node-pool", String.class, "the pool that its pods run on; needed with mode shared-pool"),
                Option.optional(
                        "machine-types",
                        List.class,
                        "to choose from, such as [e2-standard-4]; needed with mode pool-per-machine"),
                Option.optional(
                        "zones",
                        List.class,
                        "of pool-per-machine, such as [europe-west3-a]; the cluster's unless given"),
                Option.of(
                        "capacity",
                        List.class,
                        "spot, standard",
                        "of pool-per-machine: spot, standard or both, of which the cheaper is bought"),
                Option.of("image-type", String.class, "COS_CONTAINERD", "of the nodes of pool-per-machine"),
                Option.of("disk-size", Integer.class, "50", "of the nodes of pool-per-machine, in GiB"),
                Option.of("disk-type", String.class, "pd-balanced", "of the nodes of pool-per-machine"),
                Option.optional(
                        "service-account", String.class, "e-mail of that of the nodes of pool-per-machine; give one"),
                Option.optional(
                        "cpu", String.class, "that a pod asks for, such as 3500m; most of its node's unless given"),
                Option.optional(
                        "memory", String.class, "that a pod asks for, such as 12Gi; most of its node's unless given"),
                Option.of(
                        "engine",
                        String.class,
                        "docker",
                        "docker: the pod has a Docker engine, in which the agent runs; none: the agent is the pod"),
                Option.of("engine-image", String.class, "docker:29-dind", "the engine's image"),
                Option.optional(
                        "watchdog-image",
                        String.class,
                        "with a shell: docker:29-cli; with engine: none one with a static busybox, busybox:1.37-musl"),
                Option.of("mtu", Integer.class, "1460", "of the engine's networks: no more than that of the cluster's"),
                Option.optional(
                        "agent-command",
                        List.class,
                        "with engine: none, the program in the agent's image, which its pod cannot know"),
                Option.optional(
                        "pod-service-account",
                        String.class,
                        "Kubernetes service account of the pod, whose token jobs can read; none unless given"),
                Option.optional("price", Money.class, "what an hour counts as, in dollars, in place of the table"),
                Option.of("boot", Duration.class, "150s", "from the purchase to an agent that takes jobs, usually"),
                Option.of("speed", Double.class, "1.0", "relative speed: jobs take their usual time divided by it"));
    }

    /** @throws IllegalArgumentException naming the option that makes no sense */
    static Template read(String name, Settings settings, Setup setup) {
        try {
            boolean hasEngine = Checks.oneOf("engine", List.of("docker", "none"), settings.get("engine", String.class))
                    .equals("docker");
            Template template = new Template(
                    name,
                    settings.find("node-pool", String.class).map(String::strip),
                    settings.texts("machine-types"),
                    settings.texts("zones"),
                    settings.texts("capacity").stream()
                            .map(Template::capacity)
                            .distinct()
                            .toList(),
                    settings.get("image-type", String.class).strip(),
                    settings.get("disk-size", Integer.class),
                    settings.get("disk-type", String.class).strip(),
                    settings.find("service-account", String.class).map(String::strip),
                    settings.find("cpu", String.class).map(String::strip),
                    settings.find("memory", String.class).map(String::strip),
                    hasEngine,
                    settings.get("engine-image", String.class).strip(),
                    settings.find("watchdog-image", String.class)
                            .map(String::strip)
                            .orElse(hasEngine ? "docker:29-cli" : "busybox:1.37-musl"),
                    settings.get("mtu", Integer.class),
                    settings.texts("agent-command"),
                    settings.find("pod-service-account", String.class).map(String::strip),
                    settings.find("price", Money.class),
                    settings.get("boot", Duration.class),
                    settings.get("speed", Double.class));
            template.check(setup.ownPools());
            template.checkZones(setup.region());
            return template;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("template \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static CapacityType capacity(String text) {
        return Optional.ofNullable(CAPACITY.get(text.strip()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "option \"capacity\" must be spot, standard or both, not \"" + text + "\""));
    }

    private void checkZones(String region) {
        for (String zone : zones) {
            if (!Kind.region(zone).equals(region)) {
                throw new IllegalArgumentException(
                        "option \"zones\": " + zone + " is not in the cluster's region, " + region);
            }
        }
    }

    private void check(boolean ownPools) {
        Checks.require("node-pool", ownPools || nodePool.isPresent(), "is needed with mode: shared-pool");
        Checks.require("node-pool", !ownPools || nodePool.isEmpty(), "is for mode: shared-pool");
        Checks.require(
                "node-pool",
                nodePool.filter(pool -> !pool.matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?"))
                        .isEmpty(),
                "must be a node pool's name");
        Checks.require(
                "machine-types",
                !ownPools || !machineTypes.isEmpty(),
                "must name one type at least, such as e2-standard-4, with mode: pool-per-machine");
        Checks.require("machine-types", ownPools || machineTypes.isEmpty(), "are for mode: pool-per-machine");
        Checks.require(
                "machine-types",
                machineTypes.stream().allMatch(type -> type.matches("[a-z0-9]+(-[a-z0-9]+)+")),
                "must be types such as e2-standard-4: " + machineTypes);
        Checks.require("zones", ownPools || zones.isEmpty(), "are for mode: pool-per-machine");
        Checks.require(
                "zones",
                zones.stream().allMatch(zone -> zone.matches("[a-z]+-[a-z]+[0-9]+-[a-z]")),
                "must be zones such as europe-west3-a: " + zones);
        Checks.require("capacity", !capacity.isEmpty(), "must be spot, standard or both");
        Checks.require(
                "disk-size",
                diskSize >= SMALLEST_DISK && diskSize <= LARGEST_DISK,
                "must be " + SMALLEST_DISK + " to " + LARGEST_DISK + " GiB");
        Checks.require("disk-type", diskType.matches("[a-z]+(-[a-z0-9]+)+"), "must be a type such as pd-balanced");
        Checks.require(
                "service-account",
                serviceAccount.filter(it -> !it.matches("[^@\\s]+@[^@\\s]+")).isEmpty(),
                "must be an e-mail address such as nodes@my-project-123.iam.gserviceaccount.com");
        Checks.require("cpu", cpu.filter(it -> !it.matches(QUANTITY)).isEmpty(), "must be such as 3500m or 3.5");
        Checks.require("memory", memory.filter(it -> !it.matches(QUANTITY)).isEmpty(), "must be such as 12Gi");
        Checks.require("mtu", mtu >= SMALLEST_MTU && mtu <= LARGEST_MTU, "must be 576 to 8896");
        Checks.require("agent-command", !engine || agentCommand.isEmpty(), "is for engine: none");
        Checks.require("agent-command", engine || !agentCommand.isEmpty(), "is needed with engine: none");
        Checks.require("price", price.orElse(Money.ZERO).micros() >= 0, "must not be negative");
        Checks.require("boot", !boot.isNegative(), "must not be negative");
        Checks.require("speed", speed > 0 && speed < Double.POSITIVE_INFINITY, "must be more than zero");
    }
}
