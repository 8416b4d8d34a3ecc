package io.github.dynagents.testkit.fault;

import java.util.List;
import java.util.stream.Collectors;

/** All that goes wrong in one simulation, as data. */
public record FaultPlan(List<PlannedFault> faults) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** These faults. */
    public static FaultPlan of(PlannedFault... faults) {
        return new FaultPlan(List.of(faults));
    }

    /** Whether a fault of that kind is in it. */
    public boolean has(FaultKind kind) {
        return faults.stream().anyMatch(fault -> fault.kind() == kind);
    }

    /** One fault a line. */
    public String text() {
        return faults.isEmpty()
                ? "no faults"
                : faults.stream().map(PlannedFault::toString).collect(Collectors.joining("\n"));
    }
}
