package io.github.dynagents.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultTableTest {
    private static final List<CallKind> COLUMNS =
            List.of(CallKind.LIST, CallKind.BUY, CallKind.MARK, CallKind.RELEASE, CallKind.TIDY);

    @Test
    void aLostPurchaseIsNeverWithoutEffect() {
        for (RawFault fault : RawFault.values()) {
            if (fault.isAfterEffect()) {
                assertThat(FaultTable.at(CallKind.BUY, fault).effects()).containsExactly(Failure.Effect.UNKNOWN);
            }
        }
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        String rows = Arrays.stream(RawFault.values())
                .map(fault -> "| `" + fault + "` | "
                        + COLUMNS.stream().map(call -> cell(call, fault)).collect(Collectors.joining(" | ")) + " |\n")
                .collect(Collectors.joining());
        ContractPage.shows("faults", """
                | raw fault | offerings, list, settle | buy | mark, startAgent, stopAgent | release | tidy |
                |---|---|---|---|---|---|
                """ + rows);
    }

    private static String cell(CallKind call, RawFault fault) {
        if (call != CallKind.BUY && Set.of(RawFault.NO_CAPACITY, RawFault.QUOTA).contains(fault)) {
            return "";
        }
        FaultTable.Allowed allowed = FaultTable.at(call, fault);
        if (allowed.kinds().isEmpty()) {
            return "success";
        }
        String effects = allowed.effects().size() > 1
                ? ""
                : "; " + allowed.effects().iterator().next();
        String kinds = allowed.kinds().stream().map(Failure.Kind::name).collect(Collectors.joining(", "));
        return kinds + effects + (allowed.mayDoWell() ? "; or success" : "");
    }
}
