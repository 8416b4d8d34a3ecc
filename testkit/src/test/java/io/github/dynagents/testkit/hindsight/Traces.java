package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.Comparator;

/** Workloads and terms in few words. */
final class Traces {
    private Traces() {}

    /** Jobs of one instant in the order of their length, as the simulator took them that the baselines come from. */
    static Workload shortestFirst(Workload workload) {
        return Workload.of(workload.arrivals().stream()
                .sorted(Comparator.comparing(Arrival::at)
                        .thenComparing(arrival -> arrival.work().duration()))
                .toList());
    }

    static Terms terms(String billing, double worth) {
        BillingTerms terms = billing.equals("hourly") ? BillingTerms.HOURLY : BillingTerms.PER_SECOND;
        return Terms.of(terms, Money.dollars(worth));
    }

    static Arrival job(int atSecond, int seconds) {
        return new Arrival(Duration.ofSeconds(atSecond), Work.of("team/app", "test", Duration.ofSeconds(seconds)));
    }
}
