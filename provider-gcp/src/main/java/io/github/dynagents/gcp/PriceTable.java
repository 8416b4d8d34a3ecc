package io.github.dynagents.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Dated prices in US dollars, without tax.
 *
 * @param origin where it comes from, as messages tell
 * @param date the day of which its prices are
 */
record PriceTable(String origin, LocalDate date, Rates rates) {
    private static final String SHIPPED = "prices.csv";

    /** That of this plugin. */
    static PriceTable shipped() {
        return PriceRows.read("shipped with this plugin", resource(SHIPPED));
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
    static PriceTable of(Optional<Path> own) {
        return own.map(PriceTable::read).orElseGet(PriceTable::shipped);
    }

    /** The lines of a file that is shipped with this plugin. */
    static List<String> resource(String name) {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table as {@link #read} reads it. */
    List<String> lines() {
        return PriceRows.lines(this);
    }

    @Override
    public String toString() {
        return "the price table of " + date + " (" + origin + ")";
    }
}
