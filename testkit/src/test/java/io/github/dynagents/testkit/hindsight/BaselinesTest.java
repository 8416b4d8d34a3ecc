package io.github.dynagents.testkit.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.workload.RecordedTraces;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BaselinesTest {
    private static final Terms HOURLY = Traces.terms("hourly", 2);

    @ParameterizedTest
    @CsvFileSource(resources = "/traces/baselines.csv", numLinesToSkip = 1)
    void anotherSimulatorCameToTheSame(
            String trace,
            String billing,
            String policy,
            int parameter,
            double cost,
            double waitHours,
            double machineHours,
            int machines) {
        Workload workload = Traces.shortestFirst(RecordedTraces.named(trace));
        Terms terms = Traces.terms(billing, 2);

        Figures figures = policy.equals("always-on")
                ? Baselines.alwaysOn(workload, terms, parameter)
                : Baselines.idleTimeout(workload, terms, Duration.ofSeconds(parameter));

        assertThat(figures.cost().inDollars()).isCloseTo(cost, within(0.0001 + 1e-5 * cost));
        assertThat(figures.waited().toNanos() / Tariff.HOUR).isCloseTo(waitHours, within(0.0001 + 1e-5 * waitHours));
        assertThat(figures.machineTime().toNanos() / Tariff.HOUR)
                .isCloseTo(machineHours, within(0.001 + 1e-5 * machineHours));
        assertThat(figures.machines()).isEqualTo(machines);
    }

    @Test
    void aMachineIsStoppedWhenItWasIdleForSoLong() {
        Workload two = Workload.of(List.of(Traces.job(0, 600), Traces.job(1000, 600)));

        assertThat(Baselines.idleTimeout(two, HOURLY, Duration.ofSeconds(300)))
                .isEqualTo(new Figures(
                        Money.dollars("0.20"),
                        Duration.ofSeconds(180),
                        Duration.ofSeconds(990).plusSeconds(690),
                        2));
        assertThat(Baselines.idleTimeout(two, HOURLY, Duration.ofSeconds(400)))
                .isEqualTo(new Figures(Money.dollars("0.10"), Duration.ofSeconds(90), Duration.ofSeconds(1600), 1));
    }

    @Test
    void theOldestMachineTakesTheNextJob() {
        Workload jobs = Workload.of(List.of(
                Traces.job(0, 100), Traces.job(0, 100), Traces.job(0, 300), Traces.job(500, 300), Traces.job(500, 50)));

        Figures figures = Baselines.idleTimeout(jobs, HOURLY, Duration.ofSeconds(400));

        assertThat(figures.machineTime()) // the older has both, the younger leaves
                .isEqualTo(Duration.ofSeconds(800).plusSeconds(790));
    }

    @Test
    void noMachineIsNoBaseline() {
        assertThatThrownBy(() -> Baselines.alwaysOn(Workload.of(List.of()), HOURLY, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
