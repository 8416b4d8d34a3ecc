package io.github.dynagents.aws;

import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

/** What can be bought, and what is needed to order it. */
final class Sales {
    private final List<Template> templates;
    private final String account;
    private final Images images;
    private final Types types;
    private final Subnets subnets;
    private final Catalogue catalogue;

    Sales(Setup setup, List<Template> templates, Context context, Clients clients, Calls calls) {
        this.templates = templates;
        this.account = context.account();
        this.images = new Images(clients, calls, context.clock());
        this.types = new Types(clients, calls, context.clock());
        this.subnets = new Subnets(clients, calls, setup, context.clock());
        Optional<PricingApi> pricing = PricingApi.regionFor(setup.region())
                .map(region -> new PricingApi(() -> clients.pricing(region), calls));
        OnDemandPrices onDemand = new OnDemandPrices(pricing, PriceTable.of(setup), context);
        this.catalogue = new Catalogue(setup, context, clients::ec2, calls, onDemand);
    }

    /**
     * What an offering's id names.
     *
     * @throws Failure INVALID if it is none that is configured
     */
    Kind kind(OfferingId id) throws Failure {
        return Optional.of(id.value().split("/", -1))
                .filter(part -> id.account().equals(account) && part.length == 4)
                .flatMap(this::kind)
                .orElseThrow(() -> Failure.of(
                        Failure.Kind.INVALID,
                        "account \"" + account + "\" has no offering " + id
                                + "; it is TEMPLATE/TYPE/ZONE/spot or …/on-demand, of those that are configured"));
    }

    private Optional<Kind> kind(String[] part) {
        return templates.stream()
                .filter(template -> template.name().equals(part[0]))
                .filter(template -> template.types().contains(part[1]))
                .filter(template ->
                        template.zones().isEmpty() || template.zones().contains(part[2]))
                .flatMap(template -> template.capacity().stream()
                        .filter(capacity -> Kind.word(capacity).equals(part[3]))
                        .map(capacity -> new Kind(template, part[1], part[2], capacity)))
                .findFirst();
    }

    List<Offering> offerings() throws Failure {
        return look().offerings();
    }

    /** What can be bought now, what is left out and why. */
    Look look() throws Failure {
        List<Wanted> wanted = new ArrayList<>();
        List<LeftOut> without = new ArrayList<>();
        SortedSet<String> zones = new TreeSet<>(subnets.byZone().keySet());
        for (Template template : templates) {
            try {
                wanted.add(new Wanted(template, architecture(template)));
            } catch (Failure e) {
                if (e.kind() != Failure.Kind.INVALID) {
                    throw e;
                }
                String why = String.valueOf(e.getMessage());
                Catalogue.kinds(template, zones).forEach(kind -> without.add(new LeftOut(kind, why)));
            }
        }
        return catalogue.look(wanted, zones).without(without);
    }

    /** That of its image; empty where there is an image for each. */
    private Optional<ArchitectureValues> architecture(Template template) throws Failure {
        return template.image().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        images.of(template, ArchitectureValues.X86_64).architecture());
    }

    /** Looks anew where machines are placed and of what they are made: EC2 has refused what was known. */
    void forget() {
        images.forget();
        subnets.forget();
    }

    List<Template> templates() {
        return templates;
    }

    Images images() {
        return images;
    }

    Types types() {
        return types;
    }

    Subnets subnets() {
        return subnets;
    }
}
