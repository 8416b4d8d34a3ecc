package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** What an hour of a spot machine costs now, by type and zone. */
record SpotPrices(Map<Place, Money> prices) {
    /** Where it is sold. */
    record Place(String type, String zone) {}

    SpotPrices {
        prices = Map.copyOf(prices);
    }

    static SpotPrices none() {
        return new SpotPrices(Map.of());
    }

    /** Asks for those of some types, in all zones: the history from now on begins with what holds now. */
    static SpotPrices read(Ec2Client ec2, Calls calls, SortedSet<String> types, Instant now) throws Failure {
        String doing = "looking up spot prices";
        DescribeSpotPriceHistoryRequest request = DescribeSpotPriceHistoryRequest.builder()
                .instanceTypesWithStrings(types)
                .productDescriptions("Linux/UNIX")
                .startTime(now)
                .build();
        return newest(
                doing,
                calls.ask(
                        doing,
                        () -> ec2.describeSpotPriceHistoryPaginator(request).spotPriceHistory().stream()
                                .toList()));
    }

    private static SpotPrices newest(String doing, List<SpotPrice> history) throws Failure {
        Map<Place, SpotPrice> newest = new HashMap<>();
        for (SpotPrice each : history) {
            newest.merge(
                    new Place(each.instanceTypeAsString(), each.availabilityZone()),
                    each,
                    (one, other) -> other.timestamp().isAfter(one.timestamp()) ? other : one);
        }
        Map<Place, Money> prices = new HashMap<>();
        for (Map.Entry<Place, SpotPrice> each : newest.entrySet()) {
            prices.put(each.getKey(), price(doing, each.getValue()));
        }
        return new SpotPrices(prices);
    }

    private static Money price(String doing, SpotPrice price) throws Failure {
        try {
            return Dollars.up(price.spotPrice());
        } catch (NumberFormatException e) {
            throw Failure.of(Failure.Kind.BROKEN, doing + ": the answer has " + e.getMessage())
                    .because(e);
        }
    }

    Optional<Money> find(String type, String zone) {
        return Optional.ofNullable(prices.get(new Place(type, zone)));
    }
}
