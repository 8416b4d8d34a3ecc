package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.util.Locale;

/** One kind of machine. A process costs nothing; the price is what the policy is to think. */
record Template(String name, Money perHour, BillingTerms terms, Duration boot, double speed) {
    static Template read(String name, Settings settings) {
        Money price = settings.get("price", Money.class);
        Duration increment = settings.get("increment", Duration.class);
        Duration minimum = settings.get("minimum", Duration.class);
        Duration boot = settings.get("boot", Duration.class);
        double speed = settings.get("speed", Double.class);
        require(name, "price", price.micros() >= 0, "must not be negative");
        require(name, "increment", increment.isPositive(), "must be more than zero");
        require(name, "minimum", !minimum.isNegative(), "must not be negative");
        require(name, "boot", !boot.isNegative(), "must not be negative");
        require(name, "speed", speed > 0 && speed < Double.POSITIVE_INFINITY, "must be more than zero");
        return new Template(name, price, new BillingTerms(increment, minimum), boot, speed);
    }

    private static void require(String template, String option, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" of template \"" + template + "\" " + what);
        }
    }

    /** This template makes one offering, which bears its name. A cloud would make one for each type and zone. */
    Offering offering(String account) {
        return Offering.builder(new OfferingId(account, name), name, perHour)
                .terms(terms)
                .type("process")
                .zone("local")
                .platform(here())
                .speed(speed)
                .usualBoot(boot)
                .build();
    }

    /** In the words that CI servers use. */
    private static Platform here() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return Platform.of(
                os.startsWith("mac") ? "darwin" : os,
                switch (arch) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> arch;
                });
    }
}
