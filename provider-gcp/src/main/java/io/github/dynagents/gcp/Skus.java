package io.github.dynagents.gcp;

import com.google.cloud.billing.v1.PricingExpression;
import com.google.cloud.billing.v1.PricingInfo;
import com.google.cloud.billing.v1.Sku;
import com.google.type.Money;
import io.github.dynagents.core.model.CapacityType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Catalog's SKUs. What one is of is told in its description alone, so each kind of description is matched as a
 * whole: there are dearer and cheaper ones that differ in a word ({@code Sole Tenancy}, {@code Regional}).
 */
final class Skus {
    private static final String GLOBAL = "global";
    private static final String HOUR = "h";
    private static final String GIB_HOUR = "GiBy.h";
    private static final String GIB_MONTH = "GiBy.mo";
    private static final int NANOS = 9;

    private static final Pattern PART = Pattern.compile("(?:Spot )?(?:Preemptible )?"
            + "(?:(?<series>[A-Z]\\d[A-Z]?)(?: AMD| Arm)?(?: Predefined)?(?<custom> Custom)? Instance"
            + "|(?<oldest>Custom Instance)"
            + "|(?<optimized>Compute optimized)(?: Instance)?)"
            + " (?<part>Core|Ram) running in .+");
    private static final Pattern DISK = Pattern.compile("(.+ Capacity)(?: in .+)?");
    private static final Map<String, String> DISKS = Map.of(
            "Storage PD Capacity", "pd-standard",
            "Balanced PD Capacity", "pd-balanced",
            "SSD backed PD Capacity", "pd-ssd",
            "Hyperdisk Balanced Capacity", "hyperdisk-balanced");
    private static final Map<String, CapacityType> ADDRESSES = Map.of(
            "External IP Charge on a Standard VM", CapacityType.ON_DEMAND,
            "External IP Charge on a Spot Preemptible VM", CapacityType.SPOT);

    private final SortedMap<Priced, Rate> rates = new TreeMap<>();

    /** Takes what one says of a price; of several for the same, the dearest holds. */
    void add(Sku sku) {
        List<Priced> priced = of(sku);
        if (!priced.isEmpty()) {
            rate(sku, unit(priced.getFirst()))
                    .ifPresent(rate -> priced.forEach(what -> rates.merge(what, rate, Rate::max)));
        }
    }

    /** All that was said. */
    Rates rates() {
        return new Rates(rates);
    }

    private static List<Priced> of(Sku sku) {
        return switch (sku.getCategory().getResourceFamily()) {
            case "Compute" -> parts(sku);
            case "Storage" -> disks(sku);
            case "Network" ->
                Optional.ofNullable(ADDRESSES.get(sku.getDescription()))
                        .filter(it -> sku.getServiceRegionsList().contains(GLOBAL))
                        .map(Priced::address)
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    private static List<Priced> parts(Sku sku) {
        Matcher description = PART.matcher(sku.getDescription());
        Optional<CapacityType> capacity = switch (sku.getCategory().getUsageType()) {
            case "OnDemand" -> Optional.of(CapacityType.ON_DEMAND);
            case "Preemptible" -> Optional.of(CapacityType.SPOT);
            default -> Optional.empty(); // commitments
        };
        if (capacity.isEmpty() || !description.matches()) {
            return List.of();
        }
        Priced.Sort sort = description.group("part").equals("Core") ? Priced.Sort.VCPU : Priced.Sort.MEMORY;
        List<Priced> parts = new ArrayList<>();
        for (String region : sku.getServiceRegionsList()) {
            parts.add(new Priced(region, sort, series(description), capacity.get()));
        }
        return parts;
    }

    private static String series(Matcher description) {
        if (description.group("optimized") != null) {
            return "c2";
        }
        String series = description.group("oldest") == null ? description.group("series") : "n1";
        boolean custom = description.group("oldest") != null || description.group("custom") != null;
        return series.toLowerCase(Locale.ROOT) + (custom ? "-custom" : "");
    }

    private static List<Priced> disks(Sku sku) {
        Matcher description = DISK.matcher(sku.getDescription());
        if (!description.matches() || !sku.getCategory().getUsageType().equals("OnDemand")) {
            return List.of();
        }
        return Optional.ofNullable(DISKS.get(description.group(1))).stream()
                .flatMap(type -> sku.getServiceRegionsList().stream().map(region -> Priced.disk(region, type)))
                .toList();
    }

    private static String unit(Priced what) {
        return switch (what.sort()) {
            case VCPU, MACHINE, ADDRESS -> HOUR;
            case MEMORY -> GIB_HOUR;
            case DISK -> GIB_MONTH;
        };
    }

    /** What it costs above the amounts that are free or cheaper, as of now: entries are in the order of time. */
    private static Optional<Rate> rate(Sku sku, String unit) {
        return sku.getPricingInfoList().stream()
                .reduce((earlier, later) -> later)
                .map(PricingInfo::getPricingExpression)
                .filter(expression -> expression.getUsageUnit().equals(unit))
                .stream()
                .flatMap(expression -> expression.getTieredRatesList().stream())
                .map(PricingExpression.TierRate::getUnitPrice)
                .flatMap(price -> read(price).stream())
                .reduce(Rate::max);
    }

    private static Optional<Rate> read(Money price) {
        if (!price.getCurrencyCode().equals("USD")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Rate(BigDecimal.valueOf(price.getUnits()).add(BigDecimal.valueOf(price.getNanos(), NANOS))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // free, or absurd
        }
    }
}
