package io.github.dynagents.aws;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.dynagents.core.model.Money;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One product of the AWS Price List, as the Pricing API's documents have it. What is not needed is passed over. */
final class PriceList {
    private static final JsonAdapter<Entry> ENTRY = new Moshi.Builder().build().adapter(Entry.class);
    private static final String DOLLARS = "USD";

    private PriceList() {}

    /** Public, as all in here, for Moshi alone. */
    public record Entry(@Nullable Product product, @Nullable Terms terms) {
        /** The type of the instance, if it is one. */
        Optional<String> instanceType() {
            return attributes().map(Attributes::instanceType);
        }

        /** Whether it is billed under a name that ends so: names begin with the region's own letters. */
        boolean isUsage(String name) {
            return attributes()
                    .map(Attributes::usagetype)
                    .filter(usage -> usage.endsWith(name))
                    .isPresent();
        }

        private Optional<Attributes> attributes() {
            return Optional.ofNullable(product).map(Product::attributes);
        }

        /**
         * What a unit of it costs on demand: the most, where there are several prices; empty if it costs nothing, or has
         * no price in dollars.
         *
         * @throws JsonDataException if its terms are not of such a form
         */
        Optional<Money> price(String unit) {
            Money most = Money.ZERO;
            Map<String, Term> onDemand = need(terms, "terms").onDemand();
            for (Term term : onDemand == null ? List.<Term>of() : onDemand.values()) {
                for (Dimension dimension :
                        need(term.priceDimensions(), "priceDimensions").values()) {
                    if (unit.equals(need(dimension.unit(), "unit"))) {
                        String dollars =
                                need(dimension.pricePerUnit(), "pricePerUnit").get(DOLLARS);
                        most = dollars == null ? most : most.max(Dollars.up(dollars));
                    }
                }
            }
            return Optional.of(most).filter(price -> price.micros() > 0);
        }
    }

    /** What it is. */
    public record Product(@Nullable Attributes attributes) {}

    /** How it is described. */
    public record Attributes(
            @Nullable String instanceType, @Nullable String usagetype) {}

    /** How it is sold. */
    public record Terms(@Json(name = "OnDemand") @Nullable Map<String, Term> onDemand) {}

    /** One way of that. */
    public record Term(@Nullable Map<String, Dimension> priceDimensions) {}

    /** One of its prices. */
    public record Dimension(@Nullable String unit, @Nullable Map<String, String> pricePerUnit) {}

    /** @throws JsonDataException if it is no such document */
    static Entry read(String document) {
        try {
            return need(ENTRY.fromJson(document), "anything");
        } catch (IOException e) {
            throw new JsonDataException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private static <T> T need(@Nullable T value, String name) {
        if (value == null) {
            throw new JsonDataException("a product of the price list lacks " + name);
        }
        return value;
    }
}
