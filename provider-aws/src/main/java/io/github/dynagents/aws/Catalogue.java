package io.github.dynagents.aws;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What can be bought, at what price: each template on each of its types, in each of its zones, spot or on demand. */
final class Catalogue {
    private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);

    private final Setup setup;
    private final Context context;
    private final Supplier<Ec2Client> ec2;
    private final Calls calls;
    private final OnDemandPrices onDemand;
    private volatile List<String> told = List.of();

    /** @param ec2 asked for at the first look */
    Catalogue(Setup setup, Context context, Supplier<Ec2Client> ec2, Calls calls, OnDemandPrices onDemand) {
        this.setup = setup;
        this.context = context;
        this.ec2 = ec2;
        this.calls = calls;
        this.onDemand = onDemand;
    }

    /**
     * Looks what can be bought now. What cannot is left out; that is logged when it is new.
     *
     * @param zones those that have a subnet
     * @throws Failure INVALID if EC2 has none of the types in this region
     */
    Look look(List<Wanted> wanted, SortedSet<String> zones) throws Failure {
        SortedSet<String> named = new TreeSet<>();
        wanted.forEach(each -> named.addAll(each.template().types()));
        Market market = Market.read(ec2.get(), calls, named);
        if (market.types().isEmpty() && !named.isEmpty()) {
            throw Failure.of(
                    Failure.Kind.INVALID,
                    "EC2 has none of these types in region " + setup.region() + ": " + String.join(", ", named)
                            + "; see option \"types\"");
        }
        SpotPrices spot = isSpotWanted(wanted)
                ? SpotPrices.read(
                        ec2.get(),
                        calls,
                        new TreeSet<>(market.types().keySet()),
                        context.clock().instant())
                : SpotPrices.none();
        Prices prices = onDemand.of(needed(wanted, market));
        List<Offering> offerings = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Wanted each : wanted) {
            for (Kind kind : kinds(each.template(), zones)) {
                try {
                    NotSold.unless(
                            zones.contains(kind.zone()),
                            "there is no subnet in this zone; name one in option \"subnets\"");
                    InstanceTypeInfo type = market.type(kind, each.image());
                    offerings.add(offering(kind, type, Quote.of(kind, type, setup, spot, prices)));
                } catch (NotSold e) {
                    leftOut.add(new LeftOut(kind, e.why()));
                }
            }
        }
        Look look = new Look(offerings, leftOut, prices.source());
        tell(LeftOut.lines(look.leftOut()));
        return look;
    }

    /** All that a template may be bought as, whether it is sold or not. */
    static List<Kind> kinds(Template template, SortedSet<String> zones) {
        List<Kind> kinds = new ArrayList<>();
        SortedSet<String> in = template.zones().isEmpty() ? zones : new TreeSet<>(template.zones());
        for (String type : new LinkedHashSet<>(template.types())) {
            for (String zone : in) {
                template.capacity().forEach(capacity -> kinds.add(new Kind(template, type, zone, capacity)));
            }
        }
        return kinds;
    }

    private static boolean isSpotWanted(List<Wanted> wanted) {
        return wanted.stream().anyMatch(each -> each.template().capacity().contains(CapacityType.SPOT));
    }

    private SortedSet<Priced> needed(List<Wanted> wanted, Market market) {
        SortedSet<Priced> needed = new TreeSet<>();
        for (Wanted each : wanted) {
            Template template = each.template();
            if (template.price().isEmpty()) {
                needed.add(Priced.volume(setup.region(), template.volumeType()));
                if (setup.publicAddress()) {
                    needed.add(Priced.address(setup.region()));
                }
                if (template.capacity().contains(CapacityType.ON_DEMAND)) {
                    template.types().stream()
                            .filter(market.types()::containsKey)
                            .forEach(type -> needed.add(Priced.instance(setup.region(), type)));
                }
            }
        }
        return needed;
    }

    private Offering offering(Kind kind, InstanceTypeInfo type, Quote quote) {
        Offering.Builder offering = Offering.builder(
                        kind.id(context.account()), kind.template().name(), quote.perHour())
                .terms(terms())
                .type(kind.type())
                .zone(kind.zone())
                .capacity(kind.capacity())
                .platform(platform(type))
                .speed(kind.template().speed() * quote.share())
                .usualBoot(kind.template().boot());
        if (kind.capacity() == CapacityType.SPOT) {
            offering.interruptionNotice(SPOT_NOTICE);
        }
        return offering.build();
    }

    private BillingTerms terms() {
        return new BillingTerms(
                setup.billingIncrement().orElse(BillingTerms.PER_SECOND.increment()),
                setup.billingMinimum().orElse(BillingTerms.PER_SECOND.minimum()));
    }

    private static Platform platform(InstanceTypeInfo type) {
        return Market.architecture(type)
                        .filter(ArchitectureValues.ARM64::equals)
                        .isPresent()
                ? Platform.of("linux", "arm64")
                : Platform.LINUX_AMD64;
    }

    private void tell(List<String> lines) {
        List<String> before = told;
        told = lines;
        lines.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> context.logger().log(System.Logger.Level.WARNING, line));
    }
}
