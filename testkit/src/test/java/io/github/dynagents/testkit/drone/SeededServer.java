package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state in which the real server was when its answers were recorded: five builds, ten stages. */
final class SeededServer {
    static final String REPO = "octo/hello";
    static final String USER_TOKEN = "user-token-invented";

    private SeededServer() {}

    static DroneHttpServer.Builder settings() {
        return DroneHttpServer.builder().userToken(new Secret(USER_TOKEN));
    }

    static void seed(DroneHttpServer server) throws IOException, InterruptedException {
        HandRunner first = HandRunner.of(server, "agent-aaaa1111");
        server.enqueue(REPO, docker("default"));
        first.runThrough(1, "clone", "test");
        server.enqueue(REPO, pullRequest());
        first.runTo("failure", 2, "clone", "test");
        server.enqueue(REPO, docker("build"), docker("deploy").dependsOn("build"));
        JsonObject clone = first.begin(3, "clone").objects("steps").getFirst();
        first.step(clone, "running", 0);
        server.enqueue(
                REPO,
                docker("amd64"),
                docker("arm64-labelled")
                        .platform(new Platform("linux", "arm64", "v8", ""))
                        .labels(Map.of("pool", "gpu", "size", "large"))
                        .limit(1)
                        .throttle(2)
                        .runsOn(true, true),
                docker("windows").platform(new Platform("windows", "amd64", "", "1809")),
                docker("remote").type("ssh").platform(new Platform("", "", "", "")),
                docker("accepted"));
        HandRunner.of(server, "agent-bbbb2222").accept(9);
        server.enqueue(REPO, BuildSpec.push(docker("default")).awaitingApproval());
    }

    static StageSpec docker(String name) {
        return StageSpec.exec(name).type("docker");
    }

    private static BuildSpec pullRequest() {
        return new BuildSpec(
                "pull_request",
                "opened",
                "refs/pull/3/head",
                "fix",
                "main",
                REPO,
                "Fix it",
                "fix",
                new TreeMap<>(),
                false,
                List.of(docker("default")));
    }
}
