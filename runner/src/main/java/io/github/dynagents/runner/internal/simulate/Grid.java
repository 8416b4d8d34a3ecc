package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All combinations of what was asked for. */
record Grid(
        List<Billing> billings,
        List<Money> prices,
        List<Integer> slots,
        List<Duration> boots,
        List<Money> worths,
        List<NamedPolicy> policies) {
    /** In the order in which they are shown. */
    List<Case> cases(List<NamedTrace> traces, long seed, boolean sketched) {
        List<Case> cases = new ArrayList<>();
        for (int slot : slots) {
            for (Duration boot : boots) {
                for (Money price : prices) {
                    for (NamedTrace trace : traces) {
                        for (Billing billing : billings) {
                            Selling selling = Selling.of(billing, price, boot);
                            worths.forEach(worth -> policies.forEach(policy -> cases.add(new Case(
                                    trace, Setup.of(slot, boot, price), selling, worth, policy, seed, sketched))));
                        }
                    }
                }
            }
        }
        return cases;
    }
}
