package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server as a process of its own. Prints one line with its address and pid, then serves until it is ended. */
@Command(
        name = "drone-server",
        mixinStandardHelpOptions = true,
        description = "A stand-in for a Drone server on 127.0.0.1. POST JSON to /testkit/builds to enqueue.")
public final class DroneServerMain implements Callable<Integer> {
    @Option(names = "--port", description = "Port on 127.0.0.1; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--token", required = true, description = "Token of the admin.")
    private String token = "";

    @Option(names = "--rpc-secret", required = true, description = "Secret that runners send.")
    private String rpcSecret = "";

    @Option(names = "--user-token", description = "Token of a user without rights.")
    private @Nullable String userToken;

    @Option(names = "--webhook", description = "Where builds are told.")
    private @Nullable URI webhook;

    @Option(names = "--webhook-secret", description = "Signs the webhook (default: empty).")
    private String webhookSecret = "";

    @Option(names = "--long-poll", description = "How long a runner's call waits (default: ${DEFAULT-VALUE}).")
    private Duration longPoll = Duration.ofSeconds(30);

    @Option(names = "--repo", description = "A repository, such as octo/hello; may be given several times.")
    private List<String> repos = new ArrayList<>();

    /** Exits with 2 on bad arguments, with 1 if the port cannot be had. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DroneServerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        DroneHttpServer.Builder settings = DroneHttpServer.builder()
                .port(port)
                .adminToken(new Secret(token))
                .rpcSecret(new Secret(rpcSecret))
                .longPoll(longPoll);
        Optional.ofNullable(userToken).map(Secret::new).ifPresent(settings::userToken);
        Optional.ofNullable(webhook)
                .map(endpoint -> WebhookTarget.builds(endpoint, new Secret(webhookSecret)))
                .ifPresent(settings::webhook);
        try (DroneHttpServer server = settings.start()) {
            repos.forEach(server::addRepo);
            System.out.println("drone server pid " + ProcessHandle.current().pid() + " listens on " + server.uri());
            Thread.currentThread().join();
            return 0;
        }
    }
}
