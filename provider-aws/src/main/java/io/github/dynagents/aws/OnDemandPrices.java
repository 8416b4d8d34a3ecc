package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prices of what is not auctioned: asked for once a day, or taken from the table for as long as they cannot be asked
 * for. They seldom change; that they cannot be had is no reason not to buy.
 */
final class OnDemandPrices {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Optional<PricingApi> api;
    private final PriceTable table;
    private final Context context;
    private final Map<Priced, Answer> answers = new ConcurrentHashMap<>();
    private volatile Optional<Pause> pause = Optional.empty();

    private record Answer(Optional<Money> price, Instant at) {}

    private record Pause(String why, Instant until) {}

    /** @param api absent where there is none: {@link PricingApi#regionFor} */
    OnDemandPrices(Optional<PricingApi> api, PriceTable table, Context context) {
        this.api = api;
        this.table = table;
        this.context = context;
    }

    /**
     * The prices of those, as far as there are any.
     *
     * @throws Failure only if this thread is interrupted
     */
    Prices of(SortedSet<Priced> wanted) throws Failure {
        refresh(wanted);
        SortedMap<Priced, Money> prices = new TreeMap<>();
        SortedSet<Priced> fromTable = new TreeSet<>();
        Instant oldest = context.clock().instant();
        for (Priced what : wanted) {
            Optional<Answer> answer = Optional.ofNullable(answers.get(what));
            Optional<Money> asked = answer.flatMap(Answer::price);
            if (asked.isPresent()) {
                prices.put(what, asked.get());
                Instant at = answer.get().at();
                oldest = at.isBefore(oldest) ? at : oldest;
            } else {
                table.find(what).ifPresent(price -> prices.put(what, price));
                fromTable.add(what);
            }
        }
        return new Prices(prices, source(prices, fromTable, oldest));
    }

    private void refresh(SortedSet<Priced> wanted) throws Failure {
        Instant now = context.clock().instant();
        if (api.isEmpty() || pause.filter(it -> it.until().isAfter(now)).isPresent()) {
            return;
        }
        for (Priced what : wanted) {
            Answer known = answers.get(what);
            if (known == null || !known.at().plus(KEPT).isAfter(now)) {
                try {
                    answers.put(what, new Answer(api.get().price(what), now));
                    pause = Optional.empty();
                } catch (Failure e) {
                    refused(e, now);
                    if (Thread.currentThread().isInterrupted()) {
                        throw e; // the next look does without: or one that hangs would let none come to its end
                    }
                    return;
                }
            }
        }
    }

    private void refused(Failure failure, Instant now) {
        if (pause.isEmpty()) {
            context.logger()
                    .log(
                            System.Logger.Level.INFO,
                            "the Pricing API cannot be asked (" + failure.getMessage() + "): going by " + table
                                    + " until it can");
        }
        pause = Optional.of(new Pause("the Pricing API cannot be asked: " + failure.getMessage(), now.plus(PAUSE)));
    }

    private String source(SortedMap<Priced, Money> prices, SortedSet<Priced> fromTable, Instant oldest) {
        if (prices.isEmpty() && fromTable.isEmpty()) {
            return "prices: as the templates say";
        }
        String asked =
                "prices: AWS's Pricing API, " + oldest.atZone(ZoneOffset.UTC).toLocalDate();
        if (fromTable.isEmpty()) {
            return asked + pause.map(it -> "; since then " + it.why()).orElse("");
        }
        String why = api.isEmpty()
                ? "there is no Pricing API for this region"
                : pause.map(Pause::why).orElse("the Pricing API has no price of them");
        return fromTable.containsAll(prices.keySet())
                ? "prices: " + table + "; " + why
                : asked + "; those of " + words(fromTable) + ": " + table + "; " + why;
    }

    private static String words(SortedSet<Priced> some) {
        return String.join(", ", some.stream().map(Priced::toString).toList());
    }
}
