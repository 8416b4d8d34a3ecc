package io.github.dynagents.aws;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A product of the price list. */
record FakeProduct(String service, Map<String, String> attributes, String unit, String currency, String price) {
    static FakeProduct instance(String region, String type, String price) {
        return new FakeProduct(
                "AmazonEC2",
                Map.of(
                        "regionCode", region,
                        "instanceType", type,
                        "operatingSystem", "Linux",
                        "tenancy", "Shared",
                        "preInstalledSw", "NA",
                        "capacitystatus", "Used"),
                "Hrs",
                "USD",
                price);
    }

    static FakeProduct volume(String region, String type, String price) {
        return new FakeProduct(
                "AmazonEC2",
                Map.of("regionCode", region, "productFamily", "Storage", "volumeApiName", type),
                "GB-Mo",
                "USD",
                price);
    }

    static FakeProduct vpc(String region, String usage, String price) {
        return new FakeProduct("AmazonVPC", Map.of("regionCode", region, "usagetype", usage), "Hrs", "USD", price);
    }

    FakeProduct with(String attribute, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(attribute, value);
        return new FakeProduct(service, changed, unit, currency, price);
    }

    FakeProduct in(String other) {
        return new FakeProduct(service, attributes, unit, other, price);
    }

    /** What is asked for. */
    public record Question(
            @Json(name = "ServiceCode") String service,
            @Json(name = "Filters") List<Filter> filters,
            @Json(name = "NextToken") @Nullable String token) {}

    /** What it must be like. */
    public record Filter(
            @Json(name = "Type") String type,
            @Json(name = "Field") String field,
            @Json(name = "Value") String value) {}

    boolean answers(Question question) {
        return service.equals(question.service())
                && question.filters().stream()
                        .allMatch(filter -> filter.type().equals("TERM_MATCH")
                                && filter.value().equals(attributes.get(filter.field())));
    }

    String document() {
        return """
                {"product": {"productFamily": "-", "sku": "S", "attributes": {%s}}, "serviceCode": "%s", "terms": {
                "OnDemand": {"S.T": {"sku": "S", "effectiveDate": "2026-11-01T00:00:00Z", "termAttributes": {},
                "priceDimensions": {"S.T.D": {"unit": "%s", "appliesTo": [], "beginRange": "0",
                "pricePerUnit": {"%s": "%s"}}}}}}, "version": "20261101000000"}""".formatted(
                        attributes.entrySet().stream()
                                .map(each -> "\"" + each.getKey() + "\": \"" + each.getValue() + "\"")
                                .collect(Collectors.joining(", ")),
                        service,
                        unit,
                        currency,
                        price);
    }
}
