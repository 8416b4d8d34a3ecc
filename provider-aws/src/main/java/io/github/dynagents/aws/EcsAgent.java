package io.github.dynagents.aws;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** An agent as a task of ECS: what differs from machine to machine is told when it is started. */
final class EcsAgent {
    /** What its container is called in a task definition; the minder looks for it. */
    static final String CONTAINER = "agent";

    private static final int LONGEST_NAME = 36;
    private static final int LONGEST_OVERRIDES = 8192;
    private static final String MODE_EC2 = "; an account with mode: ec2 runs it";

    private static final JsonAdapter<String> JSON = new Moshi.Builder().build().adapter(String.class);

    private EcsAgent() {}

    /** @throws Failure INVALID if ECS cannot run it on a machine of that name */
    static void check(MachineName machine, AgentSpec agent) throws Failure {
        require(
                agent.onTerm() != OnTerm.KILLS_JOBS,
                "mode: ecs takes no agent whose jobs SIGTERM kills, as stopping its task would" + MODE_EC2);
        require(
                agent.image().isPresent(),
                "mode: ecs takes no agent that is a program of the machine, only containers" + MODE_EC2);
        require(
                machine.value().length() <= LONGEST_NAME,
                "the name " + machine + " is longer than the " + LONGEST_NAME
                        + " letters by which ECS remembers who started a task: give its pool a shorter name");
        int size = size(agent);
        require(
                size <= LONGEST_OVERRIDES,
                "command and environment of the agent of " + machine + " are of some " + size
                        + " letters, and a task of ECS can be told " + LONGEST_OVERRIDES + MODE_EC2);
    }

    private static void require(boolean holds, String what) throws Failure {
        if (!holds) {
            throw Failure.of(Failure.Kind.INVALID, what);
        }
    }

    /** As JSON. */
    private static int size(AgentSpec agent) {
        int size = "{\"containerOverrides\":[{\"name\":\"agent\",\"command\":[],\"environment\":[]}]}".length();
        for (String word : agent.argv()) {
            size += encoded(word) + ",".length();
        }
        for (var variable : environment(agent).entrySet()) {
            size += encoded(variable.getKey()) + encoded(variable.getValue()) + "{\"name\":,\"value\":},".length();
        }
        return size;
    }

    private static int encoded(String text) {
        return JSON.toJson(text).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Who may describe tasks sees it, with the agent's secrets. */
    static ContainerOverride override(AgentSpec agent) {
        ContainerOverride.Builder override = ContainerOverride.builder()
                .name(CONTAINER)
                .environment(environment(agent).entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList());
        if (!agent.argv().isEmpty()) {
            override.command(agent.argv());
        }
        return override.build();
    }

    private static SortedMap<String, String> environment(AgentSpec agent) {
        SortedMap<String, String> environment = new TreeMap<>(agent.env());
        agent.secrets().forEach((name, secret) -> environment.put(name, secret.reveal()));
        return environment;
    }

    /** Stands for all of it; the secrets, which nobody should learn from it, with the machine's name. */
    static String fingerprint(MachineName machine, AgentSpec agent) {
        List<String> all =
                new ArrayList<>(List.of(machine.value(), agent.image().orElse(""), "argv"));
        all.addAll(agent.argv());
        all.add("env");
        agent.env().forEach((name, value) -> all.addAll(List.of(name, value)));
        all.add("secrets");
        for (var secret : agent.secrets().entrySet()) {
            Secret value = secret.getValue();
            all.addAll(List.of(secret.getKey(), value.reveal()));
        }
        all.add("mounts");
        all.addAll(agent.mounts());
        return Fingerprint.of(all);
    }
}
