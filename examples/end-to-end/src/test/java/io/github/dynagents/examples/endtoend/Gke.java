package io.github.dynagents.examples.endtoend;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster of GKE as the provider's own fake has it, in a process of its own: its nodes come and go within seconds, its
 * watchdogs obey their leases, and it knows what is billed. No agent runs in its pods.
 */
final class Gke {
    /** The node pool that a user has made. */
    static final String POOL = "ci-machines";

    private static final Pattern ADDRESS = Pattern.compile("(?m)^(google|kubernetes|control)=(\\S+)$");
    private static final Moshi JSON = new Moshi.Builder().build();

    /** How many seconds things take: a node pool, a node, a deletion, and until an empty node is removed. */
    private static final List<String> TIMES = List.of("2", "1", "1", "3");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child child;

    private Gke(Child child) {
        this.child = child;
    }

    /** Starts it; {@code jar} is that of the provider, in its folder. */
    static Gke start(Path jar, Path java, Ec2.Start start) throws Exception {
        Path target = Objects.requireNonNull(jar.getParent()).resolve("../..").normalize();
        String libraries =
                Files.readString(target.resolve("fake-gke.classpath")).strip();
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("test-classes") + ":" + target.resolve("classes") + ":" + libraries,
                "io.github.dynagents.gcp.FakeGkeMain"));
        command.addAll(TIMES);
        command.add(POOL);
        Gke gke = new Gke(start.start(command));
        Waiting.until("the fake GKE is up", () -> gke.address("control").isPresent(), gke.child::log);
        return gke;
    }

    private Optional<String> address(String of) {
        Matcher address = ADDRESS.matcher(child.log());
        while (address.find()) {
            if (address.group(1).equals(of)) {
                return Optional.of(address.group(2));
            }
        }
        return Optional.empty();
    }

    /** What an account must say to be this one. Nothing is paid for at least, so that no idle machine is kept for that. */
    String options(String mode) {
        return "project: acme-ci, location: europe-west1, cluster: ci, mode: " + mode + ", endpoint: \""
                + address("google").orElseThrow() + "\", kubernetes-endpoint: \""
                + address("kubernetes").orElseThrow() + "\", billing-minimum: 0s, node-removal: 10s";
    }

    /** The names of all pods. */
    List<String> pods() throws Exception {
        return get(address("control").orElseThrow() + "/machines").lines().toList();
    }

    /** What is billed now: {@code node NAME}, and what is there for nothing: {@code pool NAME}. */
    List<String> billed() throws Exception {
        return get(address("control").orElseThrow() + "/billed")
                .lines()
                .filter(line -> !line.equals("pool " + POOL))
                .toList();
    }

    /** The script that a pod runs. */
    String script(String pod) throws Exception {
        Map<?, ?> secret =
                map(get(address("kubernetes").orElseThrow() + "/api/v1/namespaces/dynagents/secrets/" + pod));
        Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(secret.get("data"), secret::toString);
        byte[] script = Base64.getDecoder().decode(String.valueOf(data.get("machine.sh")));
        return new String(script, StandardCharsets.UTF_8);
    }

    /** A pod as the cluster's API shows it, as text. */
    String pod(String name) throws Exception {
        return get(address("kubernetes").orElseThrow() + "/api/v1/namespaces/dynagents/pods/" + name);
    }

    private static Map<?, ?> map(String text) throws IOException {
        return Objects.requireNonNull((Map<?, ?>) JSON.adapter(Object.class).fromJson(text));
    }

    private String get(String address) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    String log() {
        return child.log();
    }
}
