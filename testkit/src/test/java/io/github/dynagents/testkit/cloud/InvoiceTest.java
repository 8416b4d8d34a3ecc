package io.github.dynagents.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvoiceTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final Invoice invoice = new Invoice(
            START.plus(Duration.ofMinutes(150)),
            List.of(
                    item("a", BillingTerms.HOURLY, 0, Optional.of(START.plusSeconds(61 * 60))),
                    item("b", BillingTerms.PER_SECOND, 90, Optional.empty())));

    @Test
    void begunIncrementsAreBilledWhole() {
        assertThat(invoice.total()).isEqualTo(Money.dollars("3"));
        assertThat(invoice.machineTime()).isEqualTo(Duration.ofHours(3));
        assertThat(invoice.ofPool("b")).isEqualTo(Money.dollars("1"));
    }

    @Test
    void whatWasBilledEarlierIsTold() {
        assertThat(invoice.totalAt(START.plusSeconds(1))).isEqualTo(Money.dollars("1"));
        assertThat(invoice.totalAt(START.plusSeconds(61 * 60))).isEqualTo(Money.dollars("2"));
        assertThat(invoice.perHour(START))
                .containsExactly(Money.dollars("0"), Money.dollars("1.5"), Money.dollars("0.5"));
    }

    private static Invoice.Item item(String name, BillingTerms terms, int minute, Optional<Instant> ended) {
        return new Invoice.Item(
                "main",
                "sim",
                name,
                new MachineName(name),
                name,
                "small",
                Money.dollars("1"),
                terms,
                START.plusSeconds(minute * 60L),
                ended);
    }
}
