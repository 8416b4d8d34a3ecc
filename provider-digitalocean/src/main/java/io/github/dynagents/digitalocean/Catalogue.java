package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.pojo.Base;
import com.myjeeva.digitalocean.pojo.Region;
import com.myjeeva.digitalocean.pojo.Size;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** DigitalOcean's sizes and regions, by slug, of one instant or nearly so. */
record Catalogue(SortedMap<String, Size> sizes, SortedMap<String, Region> regions) {
    private static final int MOST_PAGES = 100;

    /** Sizes change by the month: of those pages no second look is taken. */
    static Catalogue read(Api api) throws IOException {
        SortedMap<String, Size> sizes = new TreeMap<>();
        for (Size each : all(api::sizes, page -> page.getSizes())) {
            if (each.getSlug() == null || each.getPriceHourly() == null || each.getRegions() == null) {
                throw new WrongAnswer("a size without slug, price_hourly or regions");
            }
            sizes.put(each.getSlug(), each);
        }
        SortedMap<String, Region> regions = new TreeMap<>();
        for (Region each : all(api::regions, page -> page.getRegions())) {
            if (each.getSlug() == null) {
                throw new WrongAnswer("a region without slug");
            }
            regions.put(each.getSlug(), each);
        }
        return new Catalogue(sizes, regions);
    }

    /**
     * What can be bought of these now. A size or region that DigitalOcean does not have is left out, and logged: it may
     * have been retired, and the others still serve.
     *
     * @throws Failure INVALID if it has none of those that are named
     */
    List<Offering> offerings(Context context, List<Kind> kinds, Billing billing) throws Failure {
        List<Offering> offerings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Kind kind : kinds) {
            Size size = sizes.get(kind.size());
            Region region = regions.get(kind.region());
            if (size == null || region == null) {
                unknown.add(
                        size == null
                                ? unknown(kind, "size", kind.size(), sizes)
                                : unknown(kind, "region", kind.region(), regions));
                continue;
            }
            if (size.isAvailable() && region.isAvailable() && size.getRegions().contains(kind.region())) {
                Template template = kind.template();
                Money price = template.price()
                        .orElseGet(() -> Money.dollars(size.getPriceHourly().toPlainString()));
                offerings.add(Offering.builder(kind.id(context.account()), template.name(), price)
                        .terms(billing.terms(price))
                        .type(kind.size())
                        .zone(kind.region())
                        .platform(Platform.LINUX_AMD64)
                        .speed(template.speed())
                        .usualBoot(template.boot())
                        .build());
            }
        }
        if (unknown.size() == kinds.size()) {
            throw Failure.of(Failure.Kind.INVALID, unknown.getFirst());
        }
        unknown.forEach(why -> context.logger().log(System.Logger.Level.WARNING, why + "; it is left out"));
        return List.copyOf(offerings);
    }

    private static String unknown(Kind kind, String what, String slug, SortedMap<String, ?> all) {
        return "template \"" + kind.template().name() + "\": DigitalOcean has no " + what + " \"" + slug + "\"; it has "
                + String.join(", ", all.keySet());
    }

    private interface Page<P> {
        Api.Reply<P> read(int number) throws IOException;
    }

    private interface Items<P, T> {
        @Nullable
        List<T> of(P page);
    }

    private static <P extends Base, T> List<T> all(Page<P> page, Items<P, T> items) throws IOException {
        List<T> all = new ArrayList<>();
        for (int number = 1; number <= MOST_PAGES; number++) {
            P read = page.read(number).value();
            List<T> found = items.of(read);
            if (found == null) {
                throw new WrongAnswer("it holds no list");
            }
            all.addAll(found);
            if (!Api.hasNext(read)) {
                if (all.size() < Api.total(read)) {
                    throw new WrongAnswer("it holds " + all.size() + " of " + Api.total(read));
                }
                return all;
            }
        }
        throw new WrongAnswer("the list has no end");
    }
}
