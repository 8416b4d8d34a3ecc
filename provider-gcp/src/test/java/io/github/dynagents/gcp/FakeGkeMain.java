package io.github.dynagents.gcp;

import io.github.dynagents.testkit.http.LoopbackHttp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The fake as a process in real time, for the packaged daemon. */
public final class FakeGkeMain {
    private FakeGkeMain() {}

    /**
     * Serves until it is killed. Prints three lines: {@code google=ADDRESS}, {@code kubernetes=ADDRESS} and
     * {@code control=ADDRESS}, where {@code GET /billed} tells what is billed now, a line each: {@code node NAME} or
     * {@code pool NAME}, and {@code GET /machines} the names of the pods.
     *
     * @param args seconds: until a node pool is up, from a node to its being ready, until a deleted node pool is gone, and
     *     for how long a node must be empty until it is removed; then the name of a shared pool, if there is one
     */
    public static void main(String[] args) throws Exception {
        FakeTimes times = FakeTimes.quick(seconds(args[0]), seconds(args[1]), seconds(args[2]), seconds(args[3]));
        try (FakeGcp fake = new FakeGcp(Clock.systemUTC(), times, Map.of(), "dynagents");
                LoopbackHttp control = new LoopbackHttp(0, request -> answer(fake, request.path()))) {
            for (String pool : List.of(args).subList(4, args.length)) {
                fake.userPool(pool, 10);
            }
            System.out.println("google=" + fake.endpoint());
            System.out.println("kubernetes=" + fake.kubernetesEndpoint());
            System.out.println("control=" + control.address());
            new CountDownLatch(1).await();
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static LoopbackHttp.Conduct answer(FakeGcp fake, String path) {
        StringBuilder text = new StringBuilder();
        fake.world().at(now -> {
            if (path.equals("/billed")) {
                fake.world().gke().nodes().stream()
                        .filter(node -> !node.made.isAfter(now))
                        .forEach(node -> text.append("node ").append(node.name).append('\n'));
                fake.world()
                        .gke()
                        .pools()
                        .forEach(
                                pool -> text.append("pool ").append(pool.name()).append('\n'));
            } else {
                fake.world()
                        .player()
                        .pods()
                        .forEach(pod -> text.append(PodFacts.name(pod)).append('\n'));
            }
            return now;
        });
        return new LoopbackHttp.Conduct.Answer(200, Map.of("Content-Type", "text/plain"), text.toString());
    }
}
