package com.example.ci;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Found by its line in {@code META-INF/services}. */
public final class RackMachinesFactory implements MachinesFactory {
    /** The one rack there is; a real provider would connect to its address instead. */
    static volatile Rack rack = new Rack();

    @Override
    public String name() {
        return "rack";
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return List.of();
    }

    @Override
    public List<Option> templateOptions() {
        return List.of(Option.of("price", Money.class, "0.02", "what an hour of a box costs, in dollars"));
    }

    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        SortedMap<String, Money> prices = new TreeMap<>();
        templates.forEach((name, settings) -> prices.put(name, price(settings)));
        return new RackMachines(rack, prices, context);
    }

    private static Money price(Settings settings) {
        Money price = settings.get("price", Money.class);
        if (!price.isMoreThan(Money.ZERO)) {
            throw new IllegalArgumentException("option \"price\" must be more than nothing, not " + price);
        }
        return price;
    }
}
