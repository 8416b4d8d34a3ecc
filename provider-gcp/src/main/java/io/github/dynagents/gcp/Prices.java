package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.time.LocalDate;
import java.util.Optional;

/** What Google asks for machines and what is with them: in US dollars, without tax and discounts. */
interface Prices {
    /**
     * An hour of a machine, without its disk and address.
     *
     * @param region such as {@code europe-west3}
     * @param machineType such as {@code e2-standard-4}
     * @return empty if no price of it is known there
     * @throws Failure only if this thread is interrupted
     */
    Optional<Price> of(String region, String machineType, CapacityType capacity) throws Failure;

    /** What a machine of that type has; empty if the type is not known. */
    Optional<Shape> shape(String machineType);

    /**
     * An hour of a disk; empty if no price of it is known there. Asks nobody: it goes by what {@link #of} has learnt.
     *
     * @param diskType such as {@code pd-balanced}
     */
    Optional<Money> disk(String region, String diskType, int gib);

    /** An hour of a machine's external IPv4 address; empty if no price of it is known. Asks nobody, like a disk's. */
    Optional<Money> address(CapacityType capacity);

    /** The day of which the prices are; of several, the oldest. */
    LocalDate asOf();

    /** Where the prices come from, and of when they are, in words. */
    String source();
}
