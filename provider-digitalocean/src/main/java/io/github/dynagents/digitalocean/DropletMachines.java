package io.github.dynagents.digitalocean;

import com.myjeeva.digitalocean.pojo.Droplet;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Settled;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Droplets as machines.
 *
 * <p><b>One name, one Droplet.</b> DigitalOcean has no token by which a request is made once, and takes any name twice.
 * So a purchase is looked for in the list and then sent in one request, and no layer repeats that: this process sends a
 * name once, however often and from however many threads it is asked, and nobody sends it after its {@code sendBefore}.
 * Another process, or this one after a start, knows nothing of it: there it is core that buys a name only once, since it
 * draws a new name for each purchase, keeps no intent over a start, and buys nothing until two lists that lie a list's lag
 * and a call's time apart have shown what was under way. Should two Droplets of one name exist all the same, the older is
 * shown under that name and the other under its number ({@code droplet-123}), so that it is counted, adopted and released.
 */
final class DropletMachines implements Machines {
    /** Believed, not measured: until a new Droplet, and its tag, is in every list. */
    static final Duration LIST_LAG = Duration.ofMinutes(1);

    private final Api api;
    private final RateLimit rateLimit;
    private final List<Kind> kinds;
    private final Settings account;
    private final Context context;
    private final Duration timeout;
    private final DropletTags tags;
    private final Shown shown;
    private final Purchases purchases;

    DropletMachines(
            Api api, RateLimit rateLimit, List<Kind> kinds, Settings account, Context context, Duration timeout) {
        this.api = api;
        this.rateLimit = rateLimit;
        this.kinds = kinds;
        this.account = account;
        this.context = context;
        this.timeout = timeout;
        this.tags = new DropletTags(context.owner());
        this.shown = new Shown(tags);
        this.purchases = new Purchases(api, tags, kinds, context);
    }

    /**
     * Whether a Droplet's metadata follows its tags while it runs has not been seen, so a lease is one at birth. Power-off
     * ends nothing but the work. A list a quarter of a minute costs 240 of 5,000 requests an hour up to 200 Droplets, and
     * twice as many as there are pages beyond: some 2,000 Droplets are all that can be listed at that pace.
     */
    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(Once.LOOK_FIRST, LeaseChannel.AT_BIRTH, End.ONLY_RELEASE)
                .listLag(LIST_LAG)
                .removedWithin(Duration.ofMinutes(1))
                .listEvery(Duration.ofSeconds(15))
                .offeringsEvery(Duration.ofMinutes(10))
                .can(Capability.LEASE_URL)
                .build();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        String doing = "reading sizes and regions";
        rateLimit.spare(doing);
        try {
            Billing billing = Billing.at(context.clock().instant()).overriddenBy(account);
            return Catalogue.read(api).offerings(context, kinds, billing);
        } catch (IOException e) {
            throw Failures.of(doing, Failure.Effect.NONE, e);
        }
    }

    @Override
    public Listing list() throws Failure {
        try {
            return shown.listing(Walk.whole(page -> api.droplets(tags.owner(), page)));
        } catch (IOException e) {
            throw Failures.of("listing Droplets", Failure.Effect.NONE, e);
        }
    }

    private Optional<Machine> find(MachineName name) throws Failure {
        return list().machines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst();
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        Droplet order = purchases.order(purchase);
        Optional<Machine> there = find(purchase.name());
        return there.isPresent() ? Purchases.same(there.get(), purchase) : purchases.send(purchase, order);
    }

    /** Absent once every list must show what the last possible request has made: no name is sent later. */
    @Override
    public Settled settle(Purchase purchase) throws Failure {
        Instant certain = purchase.sendBefore().plus(timeout).plus(LIST_LAG);
        boolean isCertain = context.clock().instant().isAfter(certain);
        return find(purchase.name())
                .map(Settled::found)
                .orElseGet(() -> isCertain ? Settled.absent() : Settled.tooEarly(certain));
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        throw Failure.unsupported("mark");
    }

    /** By number, and only what bears the owner's tag at this moment: numbers in other hands are left alone. */
    @Override
    public void release(Machine machine) throws Failure {
        int id = number(machine);
        Failure.Effect worst = Failure.Effect.NONE;
        try {
            if (!shown.isOurs(api.droplet(id).value())) {
                throw Failure.of(
                        Failure.Kind.INVALID,
                        "releasing " + machine.name() + ": Droplet " + id + " does not bear the tag " + tags.owner()
                                + ", so it is left alone");
            }
            worst = Failure.Effect.UNKNOWN;
            api.delete(id);
        } catch (Refusal e) {
            if (e.status() != 404) {
                throw Failures.of("releasing " + machine.name(), worst, e);
            }
        } catch (IOException e) {
            throw Failures.of("releasing " + machine.name(), worst, e);
        }
    }

    private static int number(Machine machine) throws Failure {
        try {
            return Integer.parseInt(machine.nativeId());
        } catch (NumberFormatException e) {
            throw Failure.of(
                            Failure.Kind.INVALID,
                            "releasing " + machine.name() + ": no number of a Droplet: " + machine.nativeId())
                    .because(e);
        }
    }

    /** Whether a name is alive is seen by its tag's being in use. */
    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        String doing = "deleting tags that no Droplet bears";
        rateLimit.spare(doing);
        try {
            new SpareTags(api, tags).delete();
        } catch (IOException e) {
            throw Failures.of(doing, Failure.Effect.UNKNOWN, e);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
