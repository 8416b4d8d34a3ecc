package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.cloud.Invoice;
import java.util.HashSet;
import java.util.Set;

/** {@link Invariant#EVERY_MACHINE_IS_KNOWN} and {@link Invariant#ONE_MACHINE_PER_NAME}. */
final class IdentityCheck implements Check {
    private final Stage stage;
    private final Findings findings;
    private final Set<MachineName> names = new HashSet<>();
    private final String owner;
    private int doubles;

    IdentityCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
        this.owner = stage.simulation().fleet().owner();
    }

    @Override
    public void born(Invoice.Item machine, Purchase purchase) {
        boolean poolIsKnown = stage.scenario().pools().stream()
                .anyMatch(pool -> pool.name().equals(machine.pool())
                        && machine.name().value().startsWith(pool.name()));
        if (!machine.owner().equals(owner) || !poolIsKnown) {
            findings.report(
                    Invariant.EVERY_MACHINE_IS_KNOWN,
                    machine.name() + " is of owner " + machine.owner() + " and pool " + machine.pool());
        }
        if (!names.add(machine.name())) {
            doubles++;
            boolean cannotKnow =
                    switch (stage.cloud(machine.account()).capabilities().once()) {
                        case NATIVE_TOKEN, UNIQUE_NAME -> false;
                        case LOOK_FIRST -> true;
                    };
            if (cannotKnow) {
                findings.excuse(Invariant.ONE_MACHINE_PER_NAME, Cause.Situation.LOOK_FIRST);
            } else {
                findings.report(Invariant.ONE_MACHINE_PER_NAME, machine.name() + " is bought once more");
            }
        }
    }

    int doubles() {
        return doubles;
    }
}
