package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.cloud.Invoice;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks {@link Invariant#WITHIN_LIMITS}, by machines that are really billed; knows since when there is room for more. */
final class Fullness implements Check {
    private final Stage stage;
    private final Scenario scenario;
    private final VirtualTime time;
    private final Findings findings;
    private final Map<String, Integer> byAccount = new HashMap<>();
    private final Map<String, Integer> byPool = new HashMap<>();
    private final Map<String, Instant> lastFull = new HashMap<>();
    private int machines;
    private Money perHour = Money.ZERO;

    Fullness(Stage stage, Findings findings) {
        this.stage = stage;
        this.scenario = stage.scenario();
        this.time = stage.time();
        this.findings = findings;
    }

    @Override
    public void born(Invoice.Item machine, Purchase purchase) {
        count(machine, 1);
        perHour = perHour.plus(machine.perHour());
        broken(machine.account(), machine.pool())
                .ifPresent(words -> findings.report(Invariant.WITHIN_LIMITS, machine.name() + " makes " + words));
    }

    @Override
    public void ended(Invoice.Item machine) {
        for (Scenario.PoolSetup pool : scenario.pools()) {
            for (Scenario.CloudSetup cloud : scenario.clouds()) {
                if (isFull(pool, cloud)) {
                    lastFull.put(pool.name() + "@" + cloud.account(), time.now());
                }
            }
        }
        count(machine, -1);
        perHour = perHour.minus(machine.perHour());
    }

    private void count(Invoice.Item machine, int by) {
        machines += by;
        byAccount.merge(machine.account(), by, Integer::sum);
        byPool.merge(machine.pool(), by, Integer::sum);
    }

    private Optional<String> broken(String account, String pool) {
        int ofAccount = byAccount.getOrDefault(account, 0);
        int ofPool = byPool.getOrDefault(pool, 0);
        if (machines > scenario.limits().machines()) {
            return Optional.of(machines + " machines, and the limit is "
                    + scenario.limits().machines());
        }
        if (scenario.limits().perHour().filter(perHour::isMoreThan).isPresent()) {
            return Optional.of(perHour + " an hour, over the limit");
        }
        if (scenario.clouds().stream().anyMatch(c -> c.account().equals(account) && ofAccount > c.limit())) {
            return Optional.of(ofAccount + " machines at account " + account + ", over its limit");
        }
        return scenario.pools().stream().anyMatch(p -> p.name().equals(pool) && ofPool > p.machines())
                ? Optional.of(ofPool + " machines of pool " + pool + ", over its limit")
                : Optional.empty();
    }

    /** When one more machine of that pool could not be had there last; now, if it still cannot. */
    Instant lastFull(Scenario.PoolSetup pool, Scenario.CloudSetup cloud) {
        return isFull(pool, cloud)
                ? time.now()
                : lastFull.getOrDefault(pool.name() + "@" + cloud.account(), Instant.MIN);
    }

    /** Where the worst case is limited, any machine may leave too little for another. */
    private boolean isFull(Scenario.PoolSetup pool, Scenario.CloudSetup cloud) {
        boolean isBounded = Bound.isBounded(stage.cloud(cloud.account()).capabilities(), scenario.safety());
        return (scenario.limits().worstCase().isPresent() && (machines > 0 || !isBounded))
                || machines >= scenario.limits().machines()
                || byAccount.getOrDefault(cloud.account(), 0) >= cloud.limit()
                || byPool.getOrDefault(pool.name(), 0) >= pool.machines()
                || scenario.limits()
                        .perHour()
                        .filter(most -> isDear(pool, cloud, most))
                        .isPresent();
    }

    /** Whether even the cheapest offering would cost too much now. */
    private boolean isDear(Scenario.PoolSetup pool, Scenario.CloudSetup cloud, Money most) {
        return cloud.offerings().stream()
                .filter(offering -> offering.platform().equals(pool.platform()))
                .allMatch(offering -> perHour.plus(offering.perHour()).isMoreThan(most));
    }
}
