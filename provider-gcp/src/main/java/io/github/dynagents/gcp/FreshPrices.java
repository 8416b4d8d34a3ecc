package io.github.dynagents.gcp;

import io.github.dynagents.core.spi.Failure;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a price table of what the Catalog says. */
final class FreshPrices {
    private FreshPrices() {}

    /**
     * The prices of some regions: of the series whose machines are listed in this plugin and their custom types, of disks,
     * and of addresses.
     *
     * @throws Failure if it cannot be read, or has no such machine in a region
     */
    static PriceTable of(Catalog catalog, List<String> regions, Shapes shapes, LocalDate today) throws Failure {
        Catalog.Reading reading = catalog.begin();
        while (!reading.isDone()) {
            reading.read();
        }
        SortedMap<Priced, Rate> rates = new TreeMap<>(reading.rates().all());
        rates.keySet().removeIf(what -> !isWanted(what, regions, shapes));
        for (String region : regions) {
            if (rates.keySet().stream().noneMatch(what -> what.region().equals(region))) {
                throw Failure.of(
                        Failure.Kind.INVALID, "the Catalog has no price in \"" + region + "\": is it a region's name?");
            }
        }
        return new PriceTable("Google's Cloud Billing Catalog", today, new Rates(rates));
    }

    private static boolean isWanted(Priced what, List<String> regions, Shapes shapes) {
        boolean here = what.region().equals(Priced.EVERYWHERE) || regions.contains(what.region());
        return here
                && switch (what.sort()) {
                    case VCPU, MEMORY -> shapes.hasSeries(what.name());
                    case MACHINE, DISK, ADDRESS -> true;
                };
    }
}
