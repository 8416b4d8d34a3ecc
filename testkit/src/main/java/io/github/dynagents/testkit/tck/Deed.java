package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.spi.Failure;

/** A call without a result. */
@FunctionalInterface
interface Deed {
    void carryOut() throws Failure;

    /** The same as a call that answers when it is done. */
    static Call<String> call(Deed deed) {
        return () -> {
            deed.carryOut();
            return "done";
        };
    }
}
