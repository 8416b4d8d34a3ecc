package io.github.dynagents.runner.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.cloud.Invoice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo promises, on days of many seeds. */
class DayTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {42, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void everyDayKeepsItsPromises(long seed) {
        Day day = new Day(seed, entry -> {});
        day.pass(Duration.ofDays(2));

        assertThat(day.isOver()).isTrue();
        assertThat(day.machines()).isEmpty();
        assertThat(day.journal().failures()).isZero();
        assertThat(day.finished()).hasSameSizeAs(day.workload().arrivals()).allMatch(FinishedJob::completed);
        assertThat(day.bill()).allMatch(item -> item.ended().isPresent());
        assertThat(day.spent())
                .isEqualTo(new Invoice(day.now(), day.bill()).total())
                .isLessThan(AlwaysOn.cost(day.history().mostAtWork(), day.passed()));

        Outage.Promise promise = day.outage().promise().orElseThrow();
        Outage.Return comeback = day.outage().comeback().orElseThrow();
        Outage.Outcome outcome = day.outage().outcome().orElseThrow();
        assertThat(promise.at()).isEqualTo(Day.START.plus(Day.LENGTH.dividedBy(3)));
        assertThat(promise.machines()).hasSizeGreaterThan(2);
        assertThat(comeback.adopted())
                .isNotEmpty()
                .hasSizeLessThan(promise.machines().size());
        assertThat(outcome.spent()).isGreaterThan(Money.ZERO).isLessThanOrEqualTo(promise.worstCase());
        assertThat(outcome.at()).isBefore(promise.latest());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {42, 1, Long.MIN_VALUE})
    void noFrameIsLargerThanAScreen(long seed) {
        Day day = new Day(seed, entry -> {});
        while (!day.isOver()) {
            List<String> frame = Frame.of(day, seed).stream()
                    .map(line -> line.toString().replaceAll("\u001b\\[[0-9;]*m", ""))
                    .toList();
            assertThat(frame).hasSize(24).allSatisfy(line -> {
                assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80);
                assertThat(line).doesNotContain("\u001b");
            });
            day.pass(Duration.ofMinutes(1));
        }
    }
}
