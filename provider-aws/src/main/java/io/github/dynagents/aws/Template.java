package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of machine: on each of its types, in each of its zones, spot or on demand.
 *
 * @param image {@code ami-…}, or {@code ssm:} and the name of a parameter that holds one; if empty, the newest ECS-optimized
 *     Amazon Linux 2023 of the type's architecture, which has Docker
 * @param zones to buy in; empty for all that have a subnet
 * @param maxSpotPrice the most that an hour of a spot machine may cost, disk and address apart
 * @param price what an hour counts as, in place of what AWS says
 * @param volumeSize of the root volume, in GiB
 * @param unlimited whether types with burst credits may go on beyond them, at a charge
 */
record Template(
        String name,
        List<String> types,
        Optional<String> image,
        List<CapacityType> capacity,
        List<String> zones,
        Optional<Money> maxSpotPrice,
        Optional<Money> price,
        int volumeSize,
        String volumeType,
        boolean unlimited,
        boolean drainsOnRebalance,
        Duration boot,
        double speed) {
    private static final Map<String, CapacityType> CAPACITY =
            Map.of("spot", CapacityType.SPOT, "on-demand", CapacityType.ON_DEMAND);
    private static final List<String> VOLUMES = List.of("gp2", "gp3");
    private static final int LARGEST = 16_384;

    static List<Option> options() {
        return List.of(
                Option.required("types", List.class, "to choose from, such as [c7i.xlarge, c6i.xlarge]"),
                Option.optional(
                        "image",
                        String.class,
                        "ami-…, or ssm: and a parameter's name; ECS-optimized Amazon Linux 2023 unless given"),
                Option.of("capacity", List.class, "spot, on-demand", "spot, on-demand or both: the cheaper is bought"),
                Option.optional("zones", List.class, "such as [eu-central-1a]; all that have a subnet unless given"),
                Option.optional(
                        "max-spot-price", Money.class, "dearer spot machines are not bought, in dollars an hour"),
                Option.optional("price", Money.class, "what an hour counts as, in dollars, in place of what AWS says"),
                Option.of("volume-size", Integer.class, "30", "of the root volume, in GiB"),
                Option.of("volume-type", String.class, "gp3", "gp3 or gp2"),
                Option.of(
                        "credits",
                        String.class,
                        "unlimited",
                        "of burstable types: unlimited, whose price then includes the surplus, or standard"),
                Option.of(
                        "drain-on-rebalance",
                        Boolean.class,
                        "true",
                        "whether a spot machine ends once AWS recommends it, rather than only when it is interrupted"),
                Option.of("boot", Duration.class, "90s", "from the purchase to an agent that takes jobs, usually"),
                Option.of("speed", Double.class, "1.0", "relative speed: jobs take their usual time divided by it"));
    }

    /** @throws IllegalArgumentException naming the option that makes no sense */
    static Template read(String name, Settings settings) {
        try {
            Template template = new Template(
                    name,
                    settings.texts("types"),
                    settings.find("image", String.class).map(String::strip),
                    settings.texts("capacity").stream()
                            .map(Template::capacity)
                            .distinct()
                            .toList(),
                    settings.texts("zones"),
                    settings.find("max-spot-price", Money.class),
                    settings.find("price", Money.class),
                    settings.get("volume-size", Integer.class),
                    settings.get("volume-type", String.class).strip(),
                    isUnlimited(settings.get("credits", String.class).strip()),
                    settings.get("drain-on-rebalance", Boolean.class),
                    settings.get("boot", Duration.class),
                    settings.get("speed", Double.class));
            template.check();
            return template;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("template \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static CapacityType capacity(String text) {
        return Optional.ofNullable(CAPACITY.get(text.strip()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "option \"capacity\" must be spot, on-demand or both, not \"" + text + "\""));
    }

    private static boolean isUnlimited(String credits) {
        Checks.require(
                "credits",
                List.of("unlimited", "standard").contains(credits),
                "must be unlimited or standard, not \"" + credits + "\"");
        return credits.equals("unlimited");
    }

    private void check() {
        Checks.require("types", !types.isEmpty(), "must name one type at least, such as c7i.xlarge");
        Checks.require(
                "types",
                types.stream().allMatch(type -> type.matches("[a-z0-9-]+\\.[a-z0-9-]+")),
                "must be types such as c7i.xlarge: " + types);
        Checks.require(
                "image",
                image.filter(it -> !it.matches("ami-[0-9a-f]+|ssm:[A-Za-z0-9_.:/-]+"))
                        .isEmpty(),
                "must be ami-… or ssm:/the/name/of/a/parameter");
        Checks.require("capacity", !capacity.isEmpty(), "must be spot, on-demand or both");
        Checks.require(
                "zones",
                zones.stream().allMatch(zone -> zone.matches("[a-z0-9-]+")),
                "must be zones such as eu-central-1a: " + zones);
        Checks.require(
                "max-spot-price", maxSpotPrice.map(most -> most.micros() > 0).orElse(true), "must be more than zero");
        Checks.require("price", price.orElse(Money.ZERO).micros() >= 0, "must not be negative");
        Checks.require("volume-size", volumeSize > 0 && volumeSize <= LARGEST, "must be 1 to " + LARGEST + " GiB");
        Checks.require("volume-type", VOLUMES.contains(volumeType), "must be one of " + VOLUMES);
        Checks.require("boot", !boot.isNegative(), "must not be negative");
        Checks.require("speed", speed > 0 && speed < Double.POSITIVE_INFINITY, "must be more than zero");
    }
}
