package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a {@link PriceTable}: region, kind, name and dollars, after a comment that tells their date. */
final class PriceRows {
    static final String DATE = "# date: ";
    static final String HEADER = "region,kind,name,dollars";

    private final SortedMap<Priced, Money> prices = new TreeMap<>();
    private @Nullable LocalDate date;
    private boolean begun;

    private PriceRows() {}

    /** @throws IllegalArgumentException telling the origin and the line that is none */
    static PriceTable read(String origin, List<String> lines) {
        PriceRows rows = new PriceRows();
        int number = 0;
        for (String line : lines) {
            number++;
            try {
                rows.read(line.strip());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(origin + ":" + number + ": " + e.getMessage(), e);
            }
        }
        LocalDate date = Optional.ofNullable(rows.date)
                .orElseThrow(() -> new IllegalArgumentException(origin
                        + ": it says not of when its prices are: add a line such as \"" + DATE + "2026-02-09\""));
        return new PriceTable(origin, date, rows.prices);
    }

    private void read(String line) {
        if (line.startsWith(DATE)) {
            date = LocalDate.parse(line.substring(DATE.length()).strip());
        } else if (line.isEmpty() || line.startsWith("#")) {
            return;
        } else if (!begun) {
            check(line.equals(HEADER), "the first line must be " + HEADER);
            begun = true;
        } else {
            row(line.split(",", -1));
        }
    }

    private void row(String[] field) {
        check(field.length == 4, "there must be four fields: " + HEADER);
        check(!field[0].isBlank() && !field[2].isBlank(), "region and name must not be empty");
        Priced what = new Priced(field[0].strip(), sort(field[1].strip()), field[2].strip());
        Money price = Dollars.up(field[3].strip());
        check(price.micros() > 0, "a price must be more than zero");
        check(prices.put(what, price) == null, "there is a price of " + what + " already");
    }

    private static Priced.Sort sort(String word) {
        for (Priced.Sort sort : Priced.Sort.values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(word)) {
                return sort;
            }
        }
        throw new IllegalArgumentException("the kind must be instance, volume or address, not \"" + word + "\"");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
