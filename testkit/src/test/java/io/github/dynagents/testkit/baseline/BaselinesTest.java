package io.github.dynagents.testkit.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.replay.Replay;
import io.github.dynagents.testkit.replay.ReplayOffering;
import io.github.dynagents.testkit.replay.ReplayResult;
import io.github.dynagents.testkit.replay.ReplaySetting;
import io.github.dynagents.testkit.workload.RecordedTraces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures in {@code expected.csv} were computed by another simulator that shares no code with this one. */
class BaselinesTest {
    private static final double TOLERANCE = 0.02;

    /** Jobs as long as the paid hour: how Woodpecker drains then, its description does not tell. */
    private static final String NOT_TOLD = "path-59-minute-jobs,hourly,woodpecker";

    /** What another simulator found. */
    record Expected(
            String trace, String billing, String policy, double cost, double waitHours, int machines, String line) {
        static Expected parse(String line) {
            String[] field = line.split(",", -1);
            return new Expected(
                    field[0],
                    field[1],
                    field[2],
                    Double.parseDouble(field[3]),
                    Double.parseDouble(field[4]),
                    Integer.parseInt(field[7]),
                    line);
        }

        @Override
        public String toString() {
            return trace + ", " + billing + ", " + policy;
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void agreesWithAnIndependentSimulator(Expected expected) {
        ReplayResult result = replay(expected);

        assertThat(result.cost().inDollars()).isCloseTo(expected.cost(), within(TOLERANCE * expected.cost()));
        assertThat(result.waits().total().toMillis() / 3.6e6)
                .isCloseTo(expected.waitHours(), within(TOLERANCE * expected.waitHours() + 0.001));
        assertThat(result.unfinished()).isZero();
    }

    static Stream<Expected> expected() throws IOException {
        try (InputStream in = open("expected.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).filter(line -> !line.startsWith(NOT_TOLD)).map(Expected::parse).toList().stream();
        }
    }

    private static ReplayResult replay(Expected expected) {
        NamedPolicy policy = Baselines.named(expected.policy()).orElseThrow();
        BillingTerms terms = expected.billing().equals("hourly") ? BillingTerms.HOURLY : BillingTerms.PER_SECOND;
        ReplaySetting setting = ReplaySetting.builder()
                .offerings(List.of(ReplayOffering.of("machine", Money.dollars("0.10"), terms, Duration.ofSeconds(90))))
                .build();
        return Replay.run(RecordedTraces.named(expected.trace()), policy.policy(), policy.in(setting));
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(BaselinesTest.class.getResourceAsStream(name), name);
    }

    @Test
    void everyExampleIsAPolicyOfThatName() {
        assertThat(Baselines.examples())
                .allSatisfy(name ->
                        assertThat(Baselines.named(name).orElseThrow().name()).isEqualTo(name));
    }

    @Test
    void numbersInANameMayBeOthers() {
        assertThat(Baselines.named("drone 0..100 1m")).isPresent();
        assertThat(Baselines.named("idle-timeout T=17")).isPresent();
        assertThat(Baselines.named("always-on n=")).isEmpty();
        assertThat(Baselines.named("cheapest")).isEmpty();
    }
}
