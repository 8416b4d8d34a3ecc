package io.github.dynagents.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyTest {
    @ParameterizedTest
    @CsvSource({"0.0425, 42500", "1, 1000000", "0.0000005, 1", "0.0000004, 0", "-0.0000005, -1", "1e3, 1000000000"})
    void dollarsAreCountedInWholeMicros(String dollars, long micros) {
        assertThat(Money.dollars(dollars).micros()).isEqualTo(micros);
    }

    @Test
    void whatIsNoNumberIsRejected() {
        assertThatThrownBy(() -> Money.dollars("cheap")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aDoubleIsRoundedToTheNearestMicro() {
        assertThat(Money.dollars(0.1 + 0.2)).isEqualTo(new Money(300_000));
    }

    @ParameterizedTest
    @CsvSource({
        "3600000000, PT1S, 1000000",
        "1, PT1S, 1",
        "3601, PT1S, 2",
        "3600, PT1S, 1",
        "100000, PT1H, 100000",
        "100000, PT0.5S, 14",
        "100000, PT0.000000001S, 1",
        "100000, PT0S, 0"
    })
    void timeCostsTheNextWholeMicro(long perHour, Duration time, long micros) {
        assertThat(new Money(perHour).forTime(time)).isEqualTo(new Money(micros));
    }

    @ParameterizedTest
    @CsvSource({
        "0, $0.00",
        "1000000, $1.00",
        "42500, $0.0425",
        "1234567, $1.2346",
        "100000, $0.10",
        "-2500000, -$2.50",
        "49, $0.00",
        "-49, $0.00",
        "123456000000, $123456.00"
    })
    void itIsShownWithTwoToFourDecimals(long micros, String shown) {
        assertThat(new Money(micros)).hasToString(shown);
    }

    @Test
    void itAddsAndCompares() {
        Money one = Money.dollars("1");
        Money two = Money.dollars("2");
        assertThat(one.plus(one)).isEqualTo(two).isEqualTo(one.times(2));
        assertThat(one.minus(two)).isEqualTo(Money.dollars("-1")).isLessThan(Money.ZERO);
        assertThat(one.max(two)).isEqualTo(two);
        assertThat(one.min(two)).isEqualTo(one);
        assertThat(two.isMoreThan(one)).isTrue();
        assertThat(one.isMoreThan(one)).isFalse();
    }

    @Test
    void itNeverWrapsAround() {
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).forTime(Duration.ofDays(1)))
                .isInstanceOf(ArithmeticException.class);
    }
}
