package io.github.dynagents.aws;

import com.squareup.moshi.JsonDataException;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;

/** AWS's own price list, asked for what is needed of it: the whole of it is some hundred megabytes. */
final class PricingApi {
    private static final String EC2 = "AmazonEC2";
    private static final String VPC = "AmazonVPC";
    private static final String HOUR = "Hrs";
    private static final String GIB_MONTH = "GB-Mo";
    private static final String ADDRESS_IN_USE = "PublicIPv4:InUseAddress";
    private static final List<Filter> LINUX = List.of(
            is("operatingSystem", "Linux"),
            is("tenancy", "Shared"),
            is("preInstalledSw", "NA"),
            is("capacitystatus", "Used"));

    private final Supplier<PricingClient> client;
    private final Calls calls;

    /** @param client answers the same one each time, for the region that {@link #regionFor} tells */
    PricingApi(Supplier<PricingClient> client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * Where to ask for the prices of a region: it is answered in three only. Empty for partitions apart from the large one:
     * China and the European sovereign cloud have other currencies, GovCloud has no such API.
     */
    static Optional<Region> regionFor(String region) {
        if (!PartitionMetadata.of(Region.of(region)).id().equals("aws")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (region.split("-", 2)[0]) {
                    case "eu" -> Region.EU_CENTRAL_1;
                    case "ap" -> Region.AP_SOUTH_1;
                    default -> Region.US_EAST_1;
                });
    }

    /** A price; empty if the list has none. */
    Optional<Money> price(Priced what) throws Failure {
        String doing = "looking up the price of " + what;
        Filter region = is("regionCode", what.region());
        return switch (what.sort()) {
            case INSTANCE ->
                most(doing, ask(doing, EC2, join(LINUX, region, is("instanceType", what.name()))).stream(), HOUR);
            case VOLUME ->
                most(
                        doing,
                        ask(
                                doing,
                                EC2,
                                List.of(region, is("productFamily", "Storage"), is("volumeApiName", what.name())))
                                .stream(),
                        GIB_MONTH);
            case ADDRESS ->
                most(
                        doing,
                        ask(doing, VPC, List.of(region)).stream().filter(each -> each.isUsage(ADDRESS_IN_USE)),
                        HOUR);
        };
    }

    /** The prices of all instances of a region. */
    SortedMap<Priced, Money> instances(String region) throws Failure {
        String doing = "looking up the prices of instances in " + region;
        SortedMap<Priced, Money> prices = new TreeMap<>();
        for (PriceList.Entry each : ask(doing, EC2, join(LINUX, is("regionCode", region)))) {
            if (each.instanceType().isPresent()) {
                Priced what = Priced.instance(region, each.instanceType().get());
                most(doing, Stream.of(each), HOUR).ifPresent(price -> prices.merge(what, price, Money::max));
            }
        }
        return prices;
    }

    private List<PriceList.Entry> ask(String doing, String service, List<Filter> filters) throws Failure {
        GetProductsRequest request = GetProductsRequest.builder()
                .serviceCode(service)
                .formatVersion("aws_v1")
                .filters(filters)
                .build();
        List<String> documents = calls.ask(
                doing,
                () -> client.get().getProductsPaginator(request).stream()
                        .flatMap(page -> page.priceList().stream())
                        .toList());
        List<PriceList.Entry> products = new ArrayList<>();
        for (String document : documents) {
            products.add(understood(doing, () -> PriceList.read(document)));
        }
        return products;
    }

    private static Optional<Money> most(String doing, Stream<PriceList.Entry> products, String unit) throws Failure {
        return understood(
                doing, () -> products.flatMap(each -> each.price(unit).stream()).max(Comparator.naturalOrder()));
    }

    private static <T> T understood(String doing, Supplier<T> reading) throws Failure {
        try {
            return reading.get();
        } catch (JsonDataException | NumberFormatException e) {
            throw Failure.of(
                            Failure.Kind.BROKEN,
                            doing + ": the answer is not what the Pricing API answers: " + e.getMessage())
                    .because(e);
        }
    }

    private static List<Filter> join(List<Filter> some, Filter... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    private static Filter is(String field, String value) {
        return Filter.builder()
                .type(FilterType.TERM_MATCH)
                .field(field)
                .value(value)
                .build();
    }
}
