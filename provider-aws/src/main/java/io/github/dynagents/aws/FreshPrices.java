package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes a price table of what the Pricing API says. */
final class FreshPrices {
    private static final List<String> VOLUMES = List.of("gp2", "gp3");

    private FreshPrices() {}

    /**
     * The prices of some regions: of the instances whose type is like one of the patterns, volumes and addresses.
     *
     * @param patterns in which {@code *} stands for anything
     * @throws Failure if it cannot be asked, or a region has no such instance
     */
    static PriceTable of(PricingApi api, List<String> regions, List<String> patterns, LocalDate today) throws Failure {
        SortedMap<Priced, Money> prices = new TreeMap<>();
        List<Pattern> like = patterns.stream().map(FreshPrices::compile).toList();
        for (String region : regions) {
            SortedMap<Priced, Money> instances = api.instances(region);
            instances
                    .keySet()
                    .removeIf(what -> like.stream()
                            .noneMatch(pattern -> pattern.matcher(what.name()).matches()));
            if (instances.isEmpty()) {
                throw Failure.of(Failure.Kind.INVALID, "the price list has no type like " + patterns + " in " + region);
            }
            prices.putAll(instances);
            for (String volume : VOLUMES) {
                add(api, Priced.volume(region, volume), prices);
            }
            add(api, Priced.address(region), prices);
        }
        return new PriceTable("AWS's Pricing API", today, prices);
    }

    private static void add(PricingApi api, Priced what, SortedMap<Priced, Money> prices) throws Failure {
        api.price(what).ifPresent(price -> prices.put(what, price));
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }
}
