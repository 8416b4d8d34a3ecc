package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whether provider and fake speak as DigitalOcean's own document says. It is not part of the project. */
@EnabledIfSystemProperty(
        named = OpenApiTest.PROPERTY,
        matches = ".+",
        disabledReason = "give -D" + OpenApiTest.PROPERTY
                + "=…/DigitalOcean-public.v2.yaml of a checkout of the vendor's repository digitalocean/openapi")
class OpenApiTest {
    static final String PROPERTY = "dynagents.digitalocean.openapi";

    private final OpenApi document = new OpenApi(Path.of(System.getProperty(PROPERTY, "")));

    @Test
    void everyRequestAndAnswerIsAsTheDocumentSays() throws IOException, Failure {
        List<Recorded> recorded = wholeLife();
        Set<String> seen = recorded.stream()
                .map(it -> it.request().method() + " "
                        + it.request().path().replaceAll("^(/v2/[a-z]+)/.+", "$1/…") + " "
                        + it.answer().status())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen)
                .containsExactly(
                        "DELETE /v2/droplets/… 204",
                        "DELETE /v2/droplets/… 401",
                        "DELETE /v2/tags/… 204",
                        "GET /v2/droplets 200",
                        "GET /v2/droplets 401",
                        "GET /v2/droplets 429",
                        "GET /v2/droplets 500",
                        "GET /v2/droplets/… 200",
                        "GET /v2/droplets/… 404",
                        "GET /v2/regions 200",
                        "GET /v2/sizes 200",
                        "GET /v2/tags 200",
                        "POST /v2/droplets 202",
                        "POST /v2/droplets 422");
        for (Recorded each : recorded) {
            assertThat(document.complaints(each)).isEmpty();
        }
    }

    /** Each kind of request, and each kind of answer. */
    private static List<Recorded> wholeLife() throws IOException, Failure {
        try (Site site = new Site()) {
            site.template("ssh-keys", List.of("512190", "3b:16:e4:bf")).template("monitoring", true);
            for (int i = 0; i < 250; i++) {
                site.fake.account().plant("ci-" + i, site.ownTags(), Duration.ofDays(1));
            }
            try (Machines machines = site.open()) {
                machines.offerings();
                Machine bought = machines.buy(site.purchase("ci-a"));
                site.fake.account().limit(0);
                Site.failure(() -> machines.buy(site.purchase("ci-b")));
                machines.list();
                machines.release(bought);
                machines.release(bought);
                site.clock.pass(Duration.ofHours(2));
                machines.tidy(new TreeSet<>());
                site.fake.trouble().breaks(CallKind.RELEASE, RawFault.UNAUTHORIZED);
                Machine other = machines.list().machines().getFirst();
                Site.failure(() -> machines.release(other));
                site.fake.trouble().breaks(CallKind.LIST, RawFault.SERVER_ERROR_BEFORE);
                Site.failure(machines::list);
                site.fake.trouble().breaks(CallKind.LIST, RawFault.UNAUTHORIZED);
                Site.failure(machines::list);
                site.fake.trouble().mend();
                site.fake.rateLimit().limit(0);
                Site.failure(machines::list);
                return site.fake.recorded();
            }
        }
    }

    /** The check itself, or else it might pass anything. */
    @Test
    void whatTheDocumentDoesNotSayIsNoticed() throws IOException, Failure {
        Recorded right = wholeLife().stream()
                .filter(it ->
                        it.request().method().equals("POST") && it.answer().status() == 202)
                .findFirst()
                .orElseThrow();
        LoopbackHttp.Request request = right.request();
        LoopbackHttp.Conduct.Answer answer = right.answer();
        Recorded withoutSize = new Recorded(
                new LoopbackHttp.Request(
                        "POST",
                        request.path(),
                        "color=red",
                        request.headers(),
                        request.body().replace("\"size\"", "\"sice\"")),
                new LoopbackHttp.Conduct.Answer(
                        202, answer.headers(), answer.body().replace("\"status\":\"new\"", "\"status\":\"newish\"")),
                true);
        assertThat(document.complaints(withoutSize))
                .anyMatch(it -> it.contains("no such parameter: query color"))
                .anyMatch(it -> it.startsWith("request of POST") && it.contains("size"))
                .anyMatch(it -> it.startsWith("answer 202 to POST") && it.contains("status"));
    }
}
