package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the environment that Drone's runners read. They finish their stages at the first SIGTERM. */
record RunnerSpec(String proto, String host, Secret rpcSecret) {
    AgentSpec of(MachineName name, DroneAgents agents) {
        SortedMap<String, String> env = new TreeMap<>(agents.env());
        env.put("DRONE_RPC_PROTO", proto);
        env.put("DRONE_RPC_HOST", host);
        env.put("DRONE_RUNNER_NAME", name.value());
        env.put("DRONE_RUNNER_CAPACITY", Integer.toString(agents.slots()));
        putUnlessEmpty(env, "DRONE_RUNNER_LABELS", labels(agents.labels().sorted()));
        // Runners find out their os and arch by themselves, but not these two.
        putUnlessEmpty(env, "DRONE_PLATFORM_VARIANT", agents.platform().variant());
        putUnlessEmpty(env, "DRONE_PLATFORM_KERNEL", agents.platform().kernel());
        SortedMap<String, Secret> secrets = new TreeMap<>(agents.secrets());
        secrets.put("DRONE_RPC_SECRET", rpcSecret);
        AgentSpec.Builder spec = AgentSpec.builder(OnTerm.FINISHES_JOBS, agents.slots())
                .argv(agents.argv())
                .env(env)
                .secrets(secrets)
                .mounts(agents.mounts());
        agents.image().ifPresent(spec::image);
        return spec.build();
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + ":" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static void putUnlessEmpty(Map<String, String> env, String name, String value) {
        if (!value.isEmpty()) {
            env.put(name, value);
        }
    }
}
