package io.github.dynagents.runner.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlwaysOnTest {
    private static final Workload THREE_AT_ONCE =
            Workload.of(List.of(minutes(0, 10), minutes(0, 20), minutes(5, 1), minutes(60, 1)));

    @Test
    void oneMachineServesOneJobAfterTheOther() {
        AlwaysOn one = AlwaysOn.of(1, Duration.ofMinutes(90), THREE_AT_ONCE);

        assertThat(one.waits().sorted())
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(25));
        assertThat(one.waits().median()).isZero();
        assertThat(one.waits().p95()).isEqualTo(Duration.ofMinutes(25));
        assertThat(one.cost()).isEqualTo(Money.dollars("0.18"));
    }

    @Test
    void enoughMachinesLetNobodyWaitAndCostThatMuchMore() {
        AlwaysOn three = AlwaysOn.of(3, Duration.ofHours(2), THREE_AT_ONCE);

        assertThat(three.waits().longest()).isZero();
        assertThat(three.cost()).isEqualTo(Money.dollars("0.72"));
    }

    private static Arrival minutes(int at, int duration) {
        return new Arrival(Duration.ofMinutes(at), Work.of("r", "p", Duration.ofMinutes(duration)));
    }
}
