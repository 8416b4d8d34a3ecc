package io.github.dynagents.gcp;

import com.google.container.v1.Cluster;
import com.google.container.v1.NodePool;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be bought, and at what price. */
final class Sales {
    private static final Duration SPOT_NOTICE = Duration.ofSeconds(30);

    private final Setup setup;
    private final List<Template> templates;
    private final Context context;
    private final NodePools pools;
    private final Prices prices;
    private volatile Optional<Read> last = Optional.empty();

    /** What was there when it was looked at. */
    private record Read(Cluster cluster, List<Kind> kinds) {}

    Sales(Setup setup, List<Template> templates, Context context, NodePools pools, Prices prices) {
        this.setup = setup;
        this.templates = templates;
        this.context = context;
        this.pools = pools;
        this.prices = prices;
    }

    List<Template> templates() {
        return templates;
    }

    /** What has no price, or a pool that is not there, is left out. */
    List<Offering> offerings() throws Failure {
        Cluster cluster = pools.cluster();
        List<Kind> kinds = read(cluster);
        List<Offering> sold = new ArrayList<>();
        for (Kind kind : kinds) {
            perHour(kind, cluster).ifPresent(price -> sold.add(offering(kind, price)));
        }
        return sold;
    }

    private Offering offering(Kind kind, Money perHour) {
        Offering.Builder offering = Offering.builder(
                        kind.id(context.account()), kind.template().name(), perHour)
                .terms(terms())
                .type(kind.type())
                .zone(kind.zone())
                .capacity(kind.capacity())
                .platform(kind.platform())
                .speed(kind.template().speed())
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

    /** The kind that an offering is of; looked up anew where it is not known, as just after a start. */
    Optional<Kind> kind(OfferingId offering) throws Failure {
        Optional<Kind> found = find(offering);
        if (found.isPresent() || templates.isEmpty()) {
            return found;
        }
        read(pools.cluster());
        return find(offering);
    }

    private Optional<Kind> find(OfferingId offering) {
        return last.stream()
                .flatMap(read -> read.kinds().stream())
                .filter(kind -> kind.id(context.account()).equals(offering))
                .findFirst();
    }

    /** The cluster as it was when it was last looked at, for what hardly changes. */
    Cluster cluster() throws Failure {
        Optional<Read> read = last;
        return read.isPresent() ? read.get().cluster() : pools.cluster();
    }

    /** All that is configured and there. */
    List<Kind> read(Cluster cluster) throws Failure {
        List<Kind> kinds = new ArrayList<>();
        for (Template template : templates) {
            if (setup.ownPools()) {
                kinds.addAll(ofTypes(template, cluster));
            } else {
                shared(template, cluster).ifPresent(kinds::add);
            }
        }
        last = Optional.of(new Read(cluster, List.copyOf(kinds)));
        return kinds;
    }

    private List<Kind> ofTypes(Template template, Cluster cluster) {
        List<String> zones = template.zones().isEmpty() ? zones(cluster) : template.zones();
        List<Kind> kinds = new ArrayList<>();
        for (String type : template.machineTypes()) {
            for (String zone : zones) {
                for (CapacityType capacity : template.capacity()) {
                    kinds.add(kind(template, type, zone, capacity));
                }
            }
        }
        return kinds;
    }

    /** Those of its nodes; in the order of their names. */
    private List<String> zones(Cluster cluster) {
        List<String> zones = cluster.getLocationsList().stream().sorted().toList();
        return zones.isEmpty() ? List.of(setup.location()) : zones;
    }

    private Optional<Kind> shared(Template template, Cluster cluster) {
        String name = template.nodePool().orElseThrow();
        return Clusters.pool(cluster, name)
                .map(pool -> kind(
                        template,
                        pool.getConfig().getMachineType(),
                        pool.getLocationsCount() == 1 ? pool.getLocations(0) : setup.location(),
                        isSpot(pool) ? CapacityType.SPOT : CapacityType.ON_DEMAND));
    }

    private Kind kind(Template template, String type, String zone, CapacityType capacity) {
        Optional<Shape> shape = prices.shape(type);
        return new Kind(
                template,
                type,
                zone,
                capacity,
                shape.map(Shape::platform).orElse(Platform.LINUX_AMD64),
                Requests.of(template, shape));
    }

    static boolean isSpot(NodePool pool) {
        return pool.getConfig().getSpot() || pool.getConfig().getPreemptible();
    }

    /** Series of machines that boot from no disk but Hyperdisk; a pool that is there has one that it takes. */
    static boolean takesDisk(Kind kind) {
        boolean isShared = kind.template().nodePool().isPresent();
        boolean wantsHyperdisk = kind.type().matches("(n4|c4)[a-z]?-.*");
        return isShared || !wantsHyperdisk || kind.template().diskType().startsWith("hyperdisk-");
    }

    /** The price of the machine with its disk and, where it has one, its public address; empty where nobody knows it. */
    Optional<Money> perHour(Kind kind, Cluster cluster) throws Failure {
        if (!takesDisk(kind)) {
            return Optional.empty(); // it could not be made
        }
        if (kind.template().price().isPresent()) {
            return kind.template().price();
        }
        String region = Kind.region(kind.zone());
        Optional<NodePool> pool = kind.template().nodePool().flatMap(name -> Clusters.pool(cluster, name));
        Optional<Money> disk = pool.map(it -> prices.disk(
                        region, it.getConfig().getDiskType(), it.getConfig().getDiskSizeGb()))
                .orElseGet(() -> prices.disk(
                        region, kind.template().diskType(), kind.template().diskSize()));
        boolean isPrivate = isPrivate(cluster)
                || pool.filter(it -> it.getNetworkConfig().getEnablePrivateNodes())
                        .isPresent();
        Optional<Money> address = isPrivate ? Optional.of(Money.ZERO) : prices.address(kind.capacity());
        Optional<Price> machine = prices.of(region, kind.type(), kind.capacity());
        return machine.flatMap(price -> disk.flatMap(
                ofDisk -> address.map(more -> price.perHour().plus(ofDisk).plus(more))));
    }

    private static boolean isPrivate(Cluster cluster) {
        return cluster.getNetworkConfig().getDefaultEnablePrivateNodes();
    }
}
