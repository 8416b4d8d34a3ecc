package io.github.dynagents.gcp;

import com.google.cloud.billing.v1.Category;
import com.google.cloud.billing.v1.PricingExpression;
import com.google.cloud.billing.v1.PricingInfo;
import com.google.cloud.billing.v1.Sku;
import com.google.type.Money;
import java.math.BigDecimal;
import java.util.List;

/** Something that a fake Catalog lists, described as the real one describes it. */
record FakeSku(
        String family,
        String usage,
        String description,
        String unit,
        String currency,
        List<String> regions,
        List<String> tiers) {
    private static FakeSku of(String family, String description, String unit, String region, String price) {
        String usage = description.startsWith("Spot") ? "Preemptible" : "OnDemand";
        return new FakeSku(family, usage, description, unit, "USD", List.of(region), List.of(price));
    }

    static FakeSku core(String description, String region, String price) {
        return of("Compute", description + " Core running in Somewhere", "h", region, price);
    }

    static FakeSku ram(String description, String region, String price) {
        return of("Compute", description + " Ram running in Somewhere", "GiBy.h", region, price);
    }

    static FakeSku disk(String description, String region, String price) {
        return of("Storage", description, "GiBy.mo", region, price);
    }

    static FakeSku address(String machine, String... tiers) {
        return of("Network", "External IP Charge on a " + machine, "h", "global", "0")
                .priced(tiers);
    }

    FakeSku usage(String other) {
        return new FakeSku(family, other, description, unit, currency, regions, tiers);
    }

    FakeSku described(String other) {
        return new FakeSku(family, usage, other, unit, currency, regions, tiers);
    }

    FakeSku unit(String other) {
        return new FakeSku(family, usage, description, other, currency, regions, tiers);
    }

    FakeSku currency(String other) {
        return new FakeSku(family, usage, description, unit, other, regions, tiers);
    }

    FakeSku regions(String... others) {
        return new FakeSku(family, usage, description, unit, currency, List.of(others), tiers);
    }

    /** Its prices, the more of it is used. */
    FakeSku priced(String... others) {
        return new FakeSku(family, usage, description, unit, currency, regions, List.of(others));
    }

    Sku built() {
        PricingExpression.Builder expression = PricingExpression.newBuilder().setUsageUnit(unit);
        for (int tier = 0; tier < tiers.size(); tier++) {
            expression.addTieredRates(PricingExpression.TierRate.newBuilder()
                    .setStartUsageAmount(tier * 720.0)
                    .setUnitPrice(money(tiers.get(tier))));
        }
        return Sku.newBuilder()
                .setDescription(description)
                .setCategory(Category.newBuilder()
                        .setServiceDisplayName("Compute Engine")
                        .setResourceFamily(family)
                        .setUsageType(usage))
                .addAllServiceRegions(regions)
                .addPricingInfo(PricingInfo.newBuilder().setPricingExpression(expression))
                .build();
    }

    private Money money(String amount) {
        BigDecimal[] parts = new BigDecimal(amount).divideAndRemainder(BigDecimal.ONE);
        return Money.newBuilder()
                .setCurrencyCode(currency)
                .setUnits(parts[0].longValueExact())
                .setNanos(parts[1].movePointRight(9).intValueExact())
                .build();
    }
}
