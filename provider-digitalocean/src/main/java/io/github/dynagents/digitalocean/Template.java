package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One kind of Droplet: on each of its sizes, in each of its regions.
 *
 * @param image a slug, or the number of an image or a snapshot
 * @param sshKeys numbers or fingerprints of keys that the account has
 * @param price what an hour counts as, in place of what DigitalOcean asks
 */
record Template(
        String name,
        List<String> sizes,
        List<String> regions,
        String image,
        List<String> sshKeys,
        boolean monitoring,
        Optional<Money> price,
        Duration boot,
        double speed) {
    /** Such Droplets are not in the list of those with a tag, or nobody says that they are. */
    private static final String GPU = "gpu-";

    static Template read(String name, Settings settings, List<String> accountRegions) {
        List<String> regions = settings.texts("regions");
        Template template = new Template(
                name,
                settings.texts("sizes"),
                regions.isEmpty() ? accountRegions : regions,
                settings.get("image", String.class).strip(),
                settings.texts("ssh-keys"),
                settings.get("monitoring", Boolean.class),
                settings.find("price", Money.class),
                settings.get("boot", Duration.class),
                settings.get("speed", Double.class));
        template.check();
        return template;
    }

    private void check() {
        require("sizes", !sizes.isEmpty(), "must name one size at least, such as s-2vcpu-4gb");
        require("sizes", sizes.stream().allMatch(Template::isSlug), "must be slugs such as s-2vcpu-4gb: " + sizes);
        require(
                "sizes",
                sizes.stream().noneMatch(size -> size.startsWith(GPU)),
                "must not name GPU Droplets: DigitalOcean's list by tag is not said to show them");
        require("regions", regions.stream().allMatch(Template::isSlug), "must be slugs such as fra1: " + regions);
        require("image", !image.isEmpty(), "must be a slug or a number");
        require("ssh-keys", sshKeys.stream().noneMatch(String::isBlank), "must not name an empty key");
        require("price", price.orElse(Money.ZERO).micros() >= 0, "must not be negative");
        require("boot", !boot.isNegative(), "must not be negative");
        require("speed", speed > 0 && speed < Double.POSITIVE_INFINITY, "must be more than zero");
    }

    private static boolean isSlug(String text) {
        return text.matches("[a-z0-9][a-z0-9._-]*");
    }

    private void require(String option, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" of template \"" + name + "\" " + what);
        }
    }
}
