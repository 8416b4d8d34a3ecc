package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent as shell functions. Values reach it by its environment, so that no command line shows a secret. */
final class AgentText {
    private static final String CONTAINER = "dynagents-agent";

    private AgentText() {}

    /**
     * As functions.
     *
     * @param fetched whether its secrets are fetched, and not here
     */
    static String render(AgentSpec agent, boolean fetched) {
        StringBuilder text = new StringBuilder("on_term=")
                .append(agent.onTerm() == OnTerm.KILLS_JOBS ? "kills" : "finishes")
                .append("\n# shellcheck disable=SC2016 # values mean themselves\nagent() {\n");
        if (fetched) {
            // before its environment, which is not meant for whoever fetches
            text.append("  reveal");
            agent.secrets().keySet().forEach(name -> text.append(' ').append(ShellText.variable(name)));
            text.append('\n');
        }
        for (Map.Entry<String, String> variable : agent.env().entrySet()) {
            if (!agent.secrets().containsKey(variable.getKey())) {
                export(text, variable.getKey(), variable.getValue());
            }
        }
        if (!fetched) {
            for (Map.Entry<String, Secret> variable : agent.secrets().entrySet()) {
                export(text, variable.getKey(), variable.getValue().reveal());
            }
        }
        text.append("  exec_agent");
        for (String word : command(agent)) {
            text.append(' ').append(ShellText.quote(word));
        }
        String remains = agent.image().isPresent() ? "docker rm --force " + CONTAINER : ":";
        return text.append("\n}\nagent_remains() {\n  ")
                .append(remains)
                .append("\n}\n")
                .toString();
    }

    private static void export(StringBuilder text, String name, String value) {
        text.append("  export ")
                .append(ShellText.variable(name))
                .append('=')
                .append(ShellText.quote(value))
                .append('\n');
    }

    private static List<String> command(AgentSpec agent) {
        if (agent.image().isEmpty()) {
            if (agent.argv().isEmpty()) {
                throw new IllegalArgumentException("the agent is neither a container (image) nor a program (argv)");
            }
            return agent.argv();
        }
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--name", CONTAINER));
        for (String name : agent.env().keySet()) {
            command.addAll(List.of("--env", name));
        }
        for (String name : agent.secrets().keySet()) {
            command.addAll(List.of("--env", name));
        }
        for (String mount : agent.mounts()) {
            command.addAll(List.of("--volume", mount + ":" + mount));
        }
        command.add(agent.image().orElseThrow());
        command.addAll(agent.argv());
        return command;
    }
}
