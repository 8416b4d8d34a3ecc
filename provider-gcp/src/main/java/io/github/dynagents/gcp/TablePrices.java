package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import java.time.LocalDate;
import java.util.Optional;

/** The prices of a table: nobody is asked. */
record TablePrices(PriceTable table, Shapes shapes) implements Prices {
    @Override
    public Optional<Price> of(String region, String machineType, CapacityType capacity) {
        return table.rates()
                .machine(region, machineType, shape(machineType), capacity)
                .map(perHour -> new Price(perHour, false));
    }

    @Override
    public Optional<Shape> shape(String machineType) {
        return shapes.find(machineType);
    }

    @Override
    public Optional<Money> disk(String region, String diskType, int gib) {
        return table.rates().disk(region, diskType, gib);
    }

    @Override
    public Optional<Money> address(CapacityType capacity) {
        return table.rates().address(capacity);
    }

    @Override
    public LocalDate asOf() {
        return table.date();
    }

    @Override
    public String source() {
        return "prices: " + table;
    }
}
