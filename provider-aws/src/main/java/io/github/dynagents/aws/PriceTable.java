package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Dated prices in US dollars, without tax.
 *
 * @param origin where it comes from, as messages tell
 * @param date the day of which its prices are
 */
record PriceTable(String origin, LocalDate date, SortedMap<Priced, Money> prices) {
    private static final String SHIPPED = "on-demand-prices.csv";

    PriceTable {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    /** That of this plugin. */
    static PriceTable shipped() {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return PriceRows.read(
                    "shipped with this plugin",
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One of the user's own.
     *
     * @throws IllegalArgumentException telling file and line, if it cannot be read or is no such table
     */
    static PriceTable read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "option \"price-table\": " + file + " cannot be read: " + e.getMessage(), e);
        }
        return PriceRows.read(file.toString(), lines);
    }

    /** The user's own, or else the shipped one. */
    static PriceTable of(Setup setup) {
        return setup.priceTable().map(PriceTable::read).orElseGet(PriceTable::shipped);
    }

    Optional<Money> find(Priced what) {
        return Optional.ofNullable(prices.get(what)).or(() -> Optional.ofNullable(prices.get(what.everywhere())));
    }

    /** The table as {@link #read} reads it. */
    List<String> lines() {
        return Stream.concat(
                        Stream.of(PriceRows.DATE + date, PriceRows.HEADER),
                        prices.entrySet().stream().map(each -> line(each.getKey(), each.getValue())))
                .toList();
    }

    private static String line(Priced what, Money price) {
        return String.join(
                ",", what.region(), what.sort().name().toLowerCase(Locale.ROOT), what.name(), Dollars.plain(price));
    }

    @Override
    public String toString() {
        return "the price table of " + date + " (" + origin + ")";
    }
}
