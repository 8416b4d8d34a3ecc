package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.spi.CiServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client that is closed leaves nothing, and does nothing more. */
interface CiClosingRules extends CiRules {
    /** So many clients that each left a thread would be told from chance. */
    int CLIENTS = 8;

    @Test
    default void aClosedClientAnswersNothing() {
        ci().backend().submit(CiBench.REPO, "job");
        ci().get(ci().client()::queue);
        ci().client().close();

        ci().failed(ci().client()::queue);
        ci().failed(() -> ci().client().finishedSince(Optional.empty()));
    }

    @Test
    default void closingTwiceIsHarmless() {
        ci().get(ci().client()::queue);

        ci().client().close();
        ci().client().close();
    }

    @Test
    default void aClosedClientLeavesNoThreadAndNoConnection() {
        ci().get(ci().client()::queue);
        ci().client().close();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();

        for (int i = 0; i < CLIENTS; i++) {
            try (CiServer client = ci().backend().open()) {
                client.onChange(() -> {});
                ci().get(client::queue);
            }
        }
        ci().await("no connection is left", () -> ci().backend().connections().orElse(0) == 0);
        ci().await("no threads are left", () -> threads.getThreadCount() < before + CLIENTS);
    }

    @Test
    default void anotherClientOfTheSameServerGoesOn() {
        try (CiServer another = ci().backend().open()) {
            ci().client().close();

            assertTrue(ci().get(another::queue).jobs().isEmpty());
        }
    }
}
