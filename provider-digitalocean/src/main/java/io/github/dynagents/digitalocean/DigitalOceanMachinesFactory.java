package io.github.dynagents.digitalocean;

import com.google.auto.service.AutoService;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** DigitalOcean's Droplets: {@code provider: digitalocean}. */
@AutoService(MachinesFactory.class)
public final class DigitalOceanMachinesFactory implements MachinesFactory {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "digitalocean";
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return List.of(
                Option.secret("token", true, "a personal access token; docs/digitalocean.md lists the scopes it needs"),
                Option.required("regions", List.class, "slugs of the regions to buy in, such as [fra1, ams3]"),
                Option.of(
                        "endpoint",
                        String.class,
                        "https://api.digitalocean.com",
                        "where the API is; http only on this host itself"),
                Option.of("timeout", Duration.class, "20s", "for one request, from connecting to the whole answer"),
                Option.optional(
                        "billing-increment",
                        Duration.class,
                        "what running time is rounded up to; 1s since 2026-01-01, 1h before, unless given"),
                Option.optional(
                        "billing-minimum",
                        Duration.class,
                        "what is paid for at least; 1m since 2026-01-01, 1h before, unless given"),
                Option.optional(
                        "billing-minimum-charge",
                        Money.class,
                        "dollars that a Droplet costs at least; 0.01 since 2026-01-01, 0 before, unless given"));
    }

    @Override
    public List<Option> templateOptions() {
        return List.of(
                Option.required("sizes", List.class, "slugs of the sizes to choose from, such as [s-2vcpu-4gb]"),
                Option.required(
                        "image",
                        String.class,
                        "a slug, or the number of a snapshot; Linux with cloud-init, and Docker if agents are containers"),
                Option.optional("regions", List.class, "in place of the account's"),
                Option.optional(
                        "ssh-keys",
                        List.class,
                        "numbers or fingerprints of the account's keys that may log in as root"),
                Option.of("monitoring", Boolean.class, "false", "whether DigitalOcean's metrics agent is installed"),
                Option.optional(
                        "price", Money.class, "what an hour counts as, in dollars, in place of what DigitalOcean says"),
                Option.of("boot", Duration.class, "90s", "from the purchase to an agent that takes jobs, usually"),
                Option.of("speed", Double.class, "1.0", "relative speed: jobs take their usual time divided by it"));
    }

    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        Duration timeout = account.get("timeout", Duration.class);
        require("timeout", timeout.isPositive() && timeout.compareTo(LONGEST) <= 0, "must be 5 minutes at most");
        checkBilling(account);
        List<String> regions = account.texts("regions");
        require("regions", !regions.isEmpty(), "must name one region at least, such as fra1");
        String ownerTag = new DropletTags(context.owner()).owner();
        if (ownerTag.length() > DropletTags.LONGEST) {
            throw new IllegalArgumentException("the owner's name is too long for a tag: " + ownerTag);
        }
        Secret token = account.get("token", Secret.class);
        require("token", !token.reveal().isBlank(), "must not be empty");
        RateLimit rateLimit = new RateLimit(context.clock());
        Transport transport = new Transport(endpoint(account), timeout);
        Api api = new Api(transport, token, rateLimit);
        return new DropletMachines(api, rateLimit, kinds(templates, regions), account, context, timeout);
    }

    private static List<Kind> kinds(SortedMap<String, Settings> templates, List<String> regions) {
        Set<Kind> kinds = new LinkedHashSet<>();
        templates.forEach((name, settings) -> {
            Template template = Template.read(name, settings, regions);
            for (String size : template.sizes()) {
                template.regions().forEach(region -> kinds.add(new Kind(template, size, region)));
            }
        });
        return List.copyOf(new ArrayList<>(kinds));
    }

    private static URI endpoint(Settings account) {
        String text = account.get("endpoint", String.class).strip().replaceAll("/+$", "");
        URI uri = parsed(text);
        boolean safe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
        require("endpoint", safe && uri.getHost() != null, "must be https://…, or http:// on this host: " + text);
        require(
                "endpoint",
                uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null,
                "must be a plain address");
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option \"endpoint\" is no address: " + text, e);
        }
    }

    private static void checkBilling(Settings account) {
        account.find("billing-increment", Duration.class)
                .ifPresent(it -> require("billing-increment", it.isPositive(), "must be more than zero"));
        account.find("billing-minimum", Duration.class)
                .ifPresent(it -> require("billing-minimum", !it.isNegative(), "must not be negative"));
        account.find("billing-minimum-charge", Money.class)
                .ifPresent(it -> require("billing-minimum-charge", it.micros() >= 0, "must not be negative"));
    }

    private static void require(String option, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" " + what);
        }
    }
}
