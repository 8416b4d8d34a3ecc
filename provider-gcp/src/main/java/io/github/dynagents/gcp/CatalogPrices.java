package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The prices of the Catalog, read anew some times a day; or of a table, for what it has not, and for as long as it cannot
 * be read. That prices cannot be asked for is no reason not to buy.
 */
final class CatalogPrices implements Prices {
    private static final Duration KEPT = Duration.ofHours(6);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    /** A look at what is sold must come to its end: the Catalog is read on at the next one. */
    private static final Duration STINT = Duration.ofSeconds(8);

    private static final Duration BETWEEN_STINTS = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final TablePrices table;
    private final Context context;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Optional<Answer> answer = Optional.empty();
    private volatile Optional<Pause> pause = Optional.empty();
    private Optional<Catalog.Reading> reading = Optional.empty();

    private record Answer(Rates rates, Instant at) {
        LocalDate date() {
            return at.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    private record Pause(String why, boolean failed, Instant until) {}

    CatalogPrices(Catalog catalog, TablePrices table, Context context) {
        this.catalog = catalog;
        this.table = table;
        this.context = context;
    }

    @Override
    public Optional<Price> of(String region, String machineType, CapacityType capacity) throws Failure {
        refresh();
        Optional<Price> asked = answer.flatMap(
                        it -> it.rates().machine(region, machineType, shape(machineType), capacity))
                .map(perHour -> new Price(perHour, true));
        return asked.or(() -> table.of(region, machineType, capacity));
    }

    @Override
    public Optional<Shape> shape(String machineType) {
        return table.shape(machineType);
    }

    @Override
    public Optional<Money> disk(String region, String diskType, int gib) {
        return answer.flatMap(it -> it.rates().disk(region, diskType, gib)).or(() -> table.disk(region, diskType, gib));
    }

    @Override
    public Optional<Money> address(CapacityType capacity) {
        return answer.flatMap(it -> it.rates().address(capacity)).or(() -> table.address(capacity));
    }

    @Override
    public LocalDate asOf() {
        return answer.map(Answer::date).orElseGet(table::asOf);
    }

    @Override
    public String source() {
        String why = pause.map(it -> "; " + it.why()).orElse("");
        return answer.map(it -> "prices: Google's Cloud Billing Catalog, " + it.date() + why + "; what it has not: "
                        + table.table())
                .orElseGet(() -> table.source() + why);
    }

    /** Reads the Catalog, or on in it, if it is time to. */
    private void refresh() throws Failure {
        Instant now = context.clock().instant();
        boolean fresh = answer.filter(it -> it.at().plus(KEPT).isAfter(now)).isPresent();
        boolean paused = pause.filter(it -> it.until().isAfter(now)).isPresent();
        if (fresh || paused || !refreshing.tryLock()) {
            return; // another thread reads it: what is known so far serves
        }
        try {
            read(reading.orElseGet(catalog::begin), now.plus(STINT));
        } catch (Failure e) {
            refused(e, now);
            if (Thread.currentThread().isInterrupted()) {
                throw e; // the next look does without: or one that hangs would let none come to its end
            }
        } finally {
            refreshing.unlock();
        }
    }

    private void read(Catalog.Reading begun, Instant until) throws Failure {
        while (!begun.isDone() && context.clock().instant().isBefore(until)) {
            begun.read();
        }
        Instant now = context.clock().instant();
        if (begun.isDone()) {
            reading = Optional.empty();
            pause = Optional.empty();
            answer = Optional.of(new Answer(begun.rates(), now));
        } else {
            reading = Optional.of(begun);
            pause = Optional.of(new Pause("the Catalog is being read", false, now.plus(BETWEEN_STINTS)));
        }
    }

    private void refused(Failure failure, Instant now) {
        reading = Optional.empty();
        if (pause.filter(Pause::failed).isEmpty()) {
            context.logger()
                    .log(
                            System.Logger.Level.INFO,
                            "Google's prices cannot be asked for (" + failure.getMessage() + "): going by "
                                    + (answer.isPresent()
                                            ? "those of before"
                                            : table.table().toString())
                                    + " until they can");
        }
        pause = Optional.of(
                new Pause("they cannot be asked for: " + failure.getMessage(), true, now.plus(AFTER_FAILURE)));
    }
}
