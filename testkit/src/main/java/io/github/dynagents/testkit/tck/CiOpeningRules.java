package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.spi.CiCapabilities;
import org.junit.jupiter.api.Test;

/** What a client is before it is asked for anything. */
interface CiOpeningRules extends CiRules {
    @Test
    default void capabilitiesAreAlwaysTheSame() {
        CiCapabilities before = ci().client().capabilities();
        ci().backend().submit(CiBench.REPO, "job");
        ci().get(ci().client()::queue);

        assertEquals(before, ci().client().capabilities());
        ci().reopen();
        assertEquals(before, ci().client().capabilities());
    }

    @Test
    default void openingAClientAsksNobody() {
        ci().client().capabilities();
        ci().client().nextQueueIn();

        assertEquals(0, ci().backend().requests().orElse(0), "requests");
    }

    @Test
    default void howLongToWaitIsMoreThanNothing() {
        assertTrue(ci().client().capabilities().queueEvery().isPositive(), "queueEvery");
        assertTrue(ci().client().capabilities().finishedEvery().isPositive(), "finishedEvery");
        assertTrue(ci().client().nextQueueIn().isPositive(), "nextQueueIn");
    }

    @Test
    default void aClientTellsNoSecretOfItself() {
        ci().tellsNoSecret(ci().client().toString());
        ci().tellsNoSecret(ci().client().capabilities().toString());
    }
}
