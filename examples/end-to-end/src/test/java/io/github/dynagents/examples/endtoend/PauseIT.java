package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon is paused and resumed by hand, and tells of it. */
class PauseIT {
    private static final int OK = 0;

    @RegisterExtension
    private final Site site = new Site();

    @Test
    void aPausedDaemonBuysNothingAcrossARestartUntilItIsResumed() throws Exception {
        Configuration configuration = site.configuration().account("local", "1.00");
        Child first = site.run(configuration);
        first.awaitText("the most that 24 hours can cost, whatever goes wrong: $");
        assertThat(site.command(configuration, "pause", "--reason", "an audit").exitStatus())
                .contains(OK);
        first.awaitText("buys nothing, and lets idle machines go");
        first.terminate();
        first.awaitEnd();

        long build = site.drone().enqueue(1);
        assertThat(site.command(configuration, "plan").log())
                .contains("1 pending", "nothing is bought for everything: paused by ", "an audit")
                .contains("would do: nothing");
        Child second = site.run(configuration);
        second.awaitText("nothing is bought for everything: paused by ");
        assertThat(site.allMachines()).isEmpty();

        assertThat(site.command(configuration, "resume").exitStatus()).contains(OK);
        site.drone().awaitStatus(build, "success");
        assertThat(second.log()).contains("is no longer paused");
    }

    @Test
    void aPauseIsPostedToTheWebhookAndSoIsItsEnd() throws Exception {
        BlockingQueue<String> posted = new LinkedBlockingQueue<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.start();
        try {
            Configuration configuration = site.configuration()
                    .account("local", "1.00")
                    .alerts("http://127.0.0.1:" + webhook.getAddress().getPort() + "/alerts");
            Child daemon = site.run(configuration);
            daemon.awaitText("the most that 24 hours can cost, whatever goes wrong: $");
            site.command(configuration, "pause", "--reason", "an audit");
            assertThat(next(posted, daemon))
                    .contains("\"key\":\"breaker/PAUSED/everything\"", "\"state\":\"begun\"", "an audit", "resume it");
            site.command(configuration, "resume");
            assertThat(next(posted, daemon)).contains("\"key\":\"breaker/PAUSED/everything\"", "\"state\":\"over\"");
        } finally {
            webhook.stop(0);
        }
    }

    private static String next(BlockingQueue<String> posted, Child daemon) throws Exception {
        return Waiting.value("an alert is posted", () -> Optional.ofNullable(posted.poll()), daemon::log);
    }
}
