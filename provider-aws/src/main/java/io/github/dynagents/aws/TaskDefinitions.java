package io.github.dynagents.aws;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What agents' tasks are made of: a family for each pool, with a new revision when its content changes. What is in it may
 * be seen, so no secret is.
 */
final class TaskDefinitions {
    private static final String CONTENT = "io.github.dynagents.content";
    private static final String LAYOUT = "1"; // to be raised when the same agent is to be defined otherwise
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LITTLE_MEMORY = 32; // MiB; it may take more, as much as there is
    private static final int LONGEST_PART = 100;

    private final String owner;
    private final Clients clients;
    private final Calls calls;
    private final Kept<String, String> known;
    private final Turns<String> turns = new Turns<>();

    TaskDefinitions(String owner, Clients clients, Calls calls, InstantSource clock) {
        this.owner = owner;
        this.clients = clients;
        this.calls = calls;
        this.known = new Kept<>(clock, KEPT);
    }

    /** The ARN of that for a pool's agent, registered if it is missing or another; that alone costs nothing and starts nothing. */
    String of(String pool, AgentSpec agent) throws Failure {
        String family = family(owner, pool);
        String content = content(agent);
        String doing = "looking up task definition " + family;
        return turns.take(
                family,
                doing,
                () -> known.get(family + " " + content, () -> {
                    Optional<String> there = find(doing, family, content);
                    return there.isPresent() ? there.get() : register(family, content, agent);
                }));
    }

    /** What is needed again is looked up. */
    void forget() {
        known.forget();
    }

    /** Of letters, digits, - and _, and another for each owner and pool: pools have no _ in their names. */
    static String family(String owner, String pool) {
        String plain = plain(owner) + "_" + plain(pool);
        boolean exact = plain.equals(owner + "_" + pool) && !owner.contains("_") && !pool.contains("_");
        return "dynagents-" + (exact ? plain : plain + "_" + Fingerprint.of(List.of(owner, pool)));
    }

    private static String plain(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9_-]", "-");
        return safe.length() <= LONGEST_PART ? safe : safe.substring(0, LONGEST_PART);
    }

    private static String content(AgentSpec agent) {
        List<String> all = new ArrayList<>(List.of(LAYOUT, agent.image().orElse("")));
        all.addAll(agent.mounts());
        return Fingerprint.of(all);
    }

    private Optional<String> find(String doing, String family, String content) throws Failure {
        try {
            return Optional.ofNullable(calls.ask(
                                    doing, () -> clients.ecs().describeTaskDefinition(it -> it.taskDefinition(family)))
                            .taskDefinition())
                    .filter(there -> there.status() == TaskDefinitionStatus.ACTIVE)
                    .filter(there -> there.containerDefinitions().stream()
                            .anyMatch(each -> content.equals(each.dockerLabels().get(CONTENT))))
                    .map(TaskDefinition::taskDefinitionArn);
        } catch (Failure e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** ECS has no code of its own for that. */
    private static boolean isMissing(Failure failure) {
        return Refusal.in(failure)
                .filter(refusal -> refusal.code().equals("ClientException")
                        && refusal.message().contains("Unable to describe"))
                .isPresent();
    }

    private String register(String family, String content, AgentSpec agent) throws Failure {
        String doing = "registering task definition " + family;
        List<Volume> volumes = new ArrayList<>();
        List<MountPoint> mounts = new ArrayList<>();
        for (String path : agent.mounts()) {
            String volume = "mount-" + volumes.size();
            volumes.add(Volume.builder()
                    .name(volume)
                    .host(host -> host.sourcePath(path))
                    .build());
            mounts.add(MountPoint.builder()
                    .sourceVolume(volume)
                    .containerPath(path)
                    .build());
        }
        RegisterTaskDefinitionRequest request = RegisterTaskDefinitionRequest.builder()
                .family(family)
                .networkMode(NetworkMode.BRIDGE)
                .containerDefinitions(ContainerDefinition.builder()
                        .name(EcsAgent.CONTAINER)
                        .image(agent.image().orElseThrow())
                        .essential(true)
                        .memoryReservation(LITTLE_MEMORY)
                        .mountPoints(mounts)
                        .dockerLabels(Map.of(CONTENT, content))
                        .build())
                .volumes(volumes)
                .tags(Tag.builder().key(Tags.OWNER).value(owner).build())
                .build();
        return Optional.ofNullable(calls.ask(doing, () -> clients.ecs().registerTaskDefinition(request))
                        .taskDefinition())
                .map(TaskDefinition::taskDefinitionArn)
                .orElseThrow(() -> Failure.of(Failure.Kind.BROKEN, doing + ": the answer tells of none"));
    }
}
