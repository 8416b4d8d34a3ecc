package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/**
 * What an hour of a machine costs, and how fast it is.
 *
 * @param share of a whole machine's speed
 */
record Quote(Money perHour, double share) {
    /** Volumes are billed by the second, of a month of so many hours. */
    private static final int HOURS_A_MONTH = 730;

    /** @throws NotSold if one of the prices that it needs is not known, or is too high */
    static Quote of(Kind kind, InstanceTypeInfo type, Setup setup, SpotPrices spot, Prices prices) throws NotSold {
        Template template = kind.template();
        Optional<Money> asked = spot.find(kind.type(), kind.zone());
        if (kind.capacity() == CapacityType.SPOT && template.maxSpotPrice().isPresent()) {
            check(asked, template.maxSpotPrice().get());
        }
        boolean bursts = Boolean.TRUE.equals(type.burstablePerformanceSupported());
        double share = bursts && !template.unlimited() ? burst(kind).share() : 1;
        if (template.price().isPresent()) {
            return new Quote(template.price().get(), share);
        }
        Money machine = kind.capacity() == CapacityType.SPOT
                ? need(asked)
                : need(prices, Priced.instance(setup.region(), kind.type()));
        Money volume = need(prices, Priced.volume(setup.region(), template.volumeType()));
        Money address = setup.publicAddress() ? need(prices, Priced.address(setup.region())) : Money.ZERO;
        Money surplus = bursts && template.unlimited()
                ? burst(kind).worst(type.vCpuInfo().defaultVCpus())
                : Money.ZERO;
        Money disk = new Money(Math.ceilDiv(volume.times(template.volumeSize()).micros(), HOURS_A_MONTH));
        return new Quote(machine.plus(disk).plus(address).plus(surplus), share);
    }

    private static void check(Optional<Money> asked, Money most) throws NotSold {
        NotSold.unless(!need(asked).isMoreThan(most), "its spot price is more than option \"max-spot-price\", " + most);
    }

    private static Money need(Optional<Money> asked) throws NotSold {
        return asked.orElseThrow(() -> new NotSold("AWS tells no spot price of it"));
    }

    private static Burst burst(Kind kind) throws NotSold {
        return Burst.of(kind.type())
                .orElseThrow(() -> new NotSold("it is burstable, and its baseline is not known to this version"));
    }

    private static Money need(Prices prices, Priced what) throws NotSold {
        return prices.find(what)
                .orElseThrow(
                        () -> new NotSold(
                                "the price of " + what + " is not known: let the account ask the Pricing"
                                        + " API (pricing:GetProducts), or give the template a \"price\", or the account a \"price-table\""));
    }
}
