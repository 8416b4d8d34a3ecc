package io.github.dynagents.testkit.drone;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a push, a pull request or a person asks to be built.
 *
 * @param event {@code push}, {@code pull_request}, {@code custom} and so on
 * @param action such as {@code opened}; empty where there is none
 * @param ref such as {@code refs/heads/main}
 * @param source the branch it comes from
 * @param target the branch it is for
 * @param sourceRepo slug of the repository it comes from; empty for its own
 * @param title of a pull request; empty where there is none
 * @param message of the commit
 * @param params build parameters, which the steps see as environment
 * @param blocked whether a person has to approve it first, as in a protected repository
 * @param stages in the order of the file
 */
public record BuildSpec(
        String event,
        String action,
        String ref,
        String source,
        String target,
        String sourceRepo,
        String title,
        String message,
        SortedMap<String, String> params,
        boolean blocked,
        List<StageSpec> stages) {
    public BuildSpec {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        stages = List.copyOf(stages);
    }

    /** A push to the branch {@code main}. */
    public static BuildSpec push(StageSpec... stages) {
        return of("push", "main", List.of(stages));
    }

    static BuildSpec of(String event, String branch, List<StageSpec> stages) {
        return new BuildSpec(
                event,
                "",
                "refs/heads/" + branch,
                branch,
                branch,
                "",
                "",
                "seed commit",
                Collections.emptySortedMap(),
                false,
                stages);
    }

    /** Pull request {@code number} of a branch of the repository itself against {@code main}. */
    public static BuildSpec pullRequest(String repo, int number, String branch, String title, StageSpec... stages) {
        return new BuildSpec(
                "pull_request",
                "opened",
                "refs/pull/" + number + "/head",
                branch,
                "main",
                repo,
                title,
                "seed commit",
                Collections.emptySortedMap(),
                false,
                List.of(stages));
    }

    /** The same with these build parameters. */
    public BuildSpec params(Map<String, String> value) {
        return new BuildSpec(
                event, action, ref, source, target, sourceRepo, title, message, new TreeMap<>(value), blocked, stages);
    }

    /** The same, waiting for a person's approval: no runner gets it and the queue does not show it. */
    public BuildSpec awaitingApproval() {
        return new BuildSpec(event, action, ref, source, target, sourceRepo, title, message, params, true, stages);
    }

    BuildSpec again(List<StageSpec> newStages, Map<String, String> newParams) {
        return new BuildSpec(
                event,
                action,
                ref,
                source,
                target,
                sourceRepo,
                title,
                message,
                new TreeMap<>(newParams),
                false,
                newStages);
    }
}
