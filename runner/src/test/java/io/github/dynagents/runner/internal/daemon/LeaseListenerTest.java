package io.github.dynagents.runner.internal.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.boot.LeaseDesk;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Over real HTTP, as a machine asks. */
final class LeaseListenerTest {
    private static final MachineName NAME = new MachineName("linux-a");
    private static final Lease LEASE = new Lease(Instant.ofEpochSecond(1795475069), Duration.ofMinutes(15), false);

    private final LeaseDesk desk = LeaseDesk.at(
            URI.create("https://ci.example.com/behind/a/proxy"),
            "my-ci",
            new Secret("a secret of some length"),
            LEASE.ttl(),
            InstantSource.system());

    @AutoClose
    private final LeaseListener listener =
            new LeaseListener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), desk);

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aMachineFetchesItsMarkUnderWhateverPathAProxyLeaves() throws Exception {
        desk.put(NAME, LEASE);
        assertThat(get("/behind/a/proxy/linux-a/" + token()).body()).isEqualTo("1795475069-900-run\n");
        assertThat(get("/linux-a/" + token()).body()).isEqualTo("1795475069-900-run\n");
    }

    @Test
    void noAnswerIsKeptByAProxy() throws Exception {
        desk.put(NAME, LEASE);
        assertThat(get("/linux-a/" + token()).headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void whoHasNoTokenLearnsNothing() throws Exception {
        desk.put(NAME, LEASE);
        HttpResponse<String> wrong =
                get("/linux-a/" + token().replace(token().charAt(0), token().charAt(0) == '0' ? '1' : '0'));
        HttpResponse<String> unknown = get("/linux-b/" + token());
        HttpResponse<String> nonsense = get("/");
        for (HttpResponse<String> answer : java.util.List.of(wrong, unknown, nonsense)) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void nothingButAGetIsAnswered() throws Exception {
        desk.put(NAME, LEASE);
        HttpRequest put = HttpRequest.newBuilder(at("/linux-a/" + token()))
                .PUT(HttpRequest.BodyPublishers.ofString("1895475069-900-run"))
                .build();
        assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        assertThat(get("/linux-a/" + token()).body()).isEqualTo("1795475069-900-run\n");
    }

    @Test
    void anAddressThatIsTakenIsToldWithWhatToDo() {
        assertThatThrownBy(() -> new LeaseListener(listener.address(), desk))
                .hasMessageContaining("safety.lease-url.listen");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + listener.address().getPort() + path);
    }

    private String token() {
        String url = desk.url(NAME).reveal();
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
