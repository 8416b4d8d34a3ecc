package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of a {@link PriceTable}, after a comment that tells their date. */
final class PriceRows {
    static final String DATE = "# date: ";
    static final String HEADER = "region,kind,name,on-demand,spot";

    private final SortedMap<Priced, Rate> rates = new TreeMap<>();
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
                        + ": it says not of when its prices are: add a line such as \"" + DATE + "2026-07-30\""));
        return new PriceTable(origin, date, new Rates(rows.rates));
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
            row(List.of(line.split(",", -1)).stream().map(String::strip).toList());
        }
    }

    private void row(List<String> field) {
        check(field.size() == 5, "there must be five fields: " + HEADER);
        String region = field.get(0);
        Priced.Sort sort = sort(field.get(1));
        String name = field.get(2);
        check(!region.isEmpty() && !name.isEmpty(), "region and name must not be empty");
        check(!field.get(3).isEmpty() || !field.get(4).isEmpty(), "there must be a price, on demand or spot");
        check(
                sort != Priced.Sort.ADDRESS || region.equals(Priced.EVERYWHERE),
                "an address has one price, in all regions");
        check(sort != Priced.Sort.DISK || field.get(4).isEmpty(), "a disk has one price, with any machine");
        add(new Priced(region, sort, name, CapacityType.ON_DEMAND), field.get(3));
        add(new Priced(region, sort, name, CapacityType.SPOT), field.get(4));
    }

    private void add(Priced what, String price) {
        if (!price.isEmpty()) {
            check(
                    rates.put(what, Rate.read(price)) == null,
                    "there is a price of " + what.sort().word() + " " + what.name() + " in " + what.region()
                            + " already");
        }
    }

    private static Priced.Sort sort(String word) {
        for (Priced.Sort sort : Priced.Sort.values()) {
            if (sort.word().equals(word)) {
                return sort;
            }
        }
        throw new IllegalArgumentException(
                "the kind must be vcpu, memory, machine, disk or address, not \"" + word + "\"");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** A table as {@link #read} reads it. */
    static List<String> lines(PriceTable table) {
        SortedMap<Priced, Rate> rates = table.rates().all();
        SortedSet<Priced> rows = new TreeSet<>();
        rates.keySet().forEach(what -> rows.add(with(what, CapacityType.ON_DEMAND)));
        List<String> lines = new ArrayList<>(List.of(DATE + table.date(), HEADER));
        for (Priced row : rows) {
            lines.add(String.join(
                    ",",
                    row.region(),
                    row.sort().word(),
                    row.name(),
                    text(rates.get(row)),
                    text(rates.get(with(row, CapacityType.SPOT)))));
        }
        return lines;
    }

    private static Priced with(Priced what, CapacityType capacity) {
        return new Priced(what.region(), what.sort(), what.name(), capacity);
    }

    private static String text(@Nullable Rate rate) {
        return rate == null ? "" : rate.toString();
    }
}
