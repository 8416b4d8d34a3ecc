package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for, at its price.
 *
 * @param source where the prices come from, and of when they are, in words
 */
record Prices(SortedMap<Priced, Money> prices, String source) {
    Prices {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    Optional<Money> find(Priced what) {
        return Optional.ofNullable(prices.get(what));
    }
}
