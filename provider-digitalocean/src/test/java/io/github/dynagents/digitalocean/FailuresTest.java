package io.github.dynagents.digitalocean;

import static io.github.dynagents.core.spi.Failure.Effect.NONE;
import static io.github.dynagents.core.spi.Failure.Effect.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DigitalOcean says, in core's words. */
class FailuresTest {
    private static final String NOON = "Tue, 24 Nov 2026 12:00:00 GMT";
    private static final long NOON_SECONDS = 1_795_521_600L;

    private static Failure failure(int status, String body, Map<String, String> headers) {
        Answer answer = new Answer(status, new TreeMap<>(headers), body, Duration.ZERO);
        return Failures.of("buying ci-a", UNKNOWN, Refusal.of(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | creating this/these droplet(s) will exceed your droplet limit  | QUOTA",
                "422 | This size is currently restricted, please open a ticket        | QUOTA",
                "422 | Size is not available in this region.                          | NO_CAPACITY",
                "422 | The region is currently unavailable for new Droplets           | NO_CAPACITY",
                "422 | We are out of capacity                                         | NO_CAPACITY",
                "422 | The image you specified is not available in the selected region | INVALID",
                "422 | You specified an invalid size for Droplet creation.            | INVALID",
                "422 | Droplet already has a pending event.                           | UNAVAILABLE",
                "400 | bad request                                                    | INVALID",
                "401 | Unable to authenticate you                                     | DENIED",
                "403 | You are not authorized to perform this operation               | DENIED",
                "404 | The resource you were accessing could not be found.            | INVALID",
                "409 | conflict                                                       | UNAVAILABLE",
                "429 | API rate limit exceeded.                                       | THROTTLED",
            })
    void aRefusalHasAKindAndNoEffect(int status, String message, Kind kind) {
        Failure failure = failure(status, "{\"id\": \"x\", \"message\": \"" + message + "\"}", Map.of());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(NONE);
        assertThat(failure).hasMessageStartingWith("buying ci-a: DigitalOcean answers " + status + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "520", "408"})
    void whereTheServerFailedTheEffectIsUnknown(int status) {
        Failure failure = failure(status, "<html>oops</html>", Map.of());
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(UNKNOWN);
        assertThat(failure).hasMessage("buying ci-a: DigitalOcean answers " + status);
    }

    @Test
    void retryAfterIsTakenAtItsWord() {
        assertThat(failure(429, "", Map.of("retry-after", "7")).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure(503, "", Map.of("retry-after", "7")).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void orAsADate() {
        Map<String, String> headers = Map.of("date", NOON, "retry-after", "Tue, 24 Nov 2026 12:00:40 GMT");
        assertThat(failure(429, "", headers).retryAfter()).contains(Duration.ofSeconds(40));
    }

    /** By DigitalOcean's own clock, so that ours may be wrong. */
    @ParameterizedTest
    @CsvSource({"90, PT1M30S", "0, PT1S", "-5, PT1S"})
    void elseItIsUntilTheRateLimitsReset(long seconds, Duration wait) {
        Map<String, String> headers = Map.of("date", NOON, "ratelimit-reset", Long.toString(NOON_SECONDS + seconds));
        assertThat(failure(429, "", headers).retryAfter()).contains(wait);
    }

    @Test
    void whatSaysNothingOrNonsenseSaysNothing() {
        assertThat(failure(429, "", Map.of("date", NOON)).retryAfter()).isEqualTo(Optional.empty());
        assertThat(failure(429, "", Map.of("date", "yesterday", "ratelimit-reset", "soon", "retry-after", "-"))
                        .retryAfter())
                .isEqualTo(Optional.empty());
    }

    @Test
    void longWordsAreCut() {
        Failure failure = failure(422, "{\"message\": \"" + "x ".repeat(10_000) + "\"}", Map.of());
        assertThat(String.valueOf(failure.getMessage()).length()).isLessThan(400);
    }
}
