package io.github.dynagents.gcp;

import com.google.cloud.billing.v1.CloudCatalogSettings;
import io.github.dynagents.core.spi.Failure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Prints a price table for the option {@code price-table}, with the application-default credentials. */
final class PriceTableMain {
    private static final String USAGE = "needs regions, such as: europe-west3,us-central1";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private PriceTableMain() {}

    /** Takes regions, separated by commas. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            table(arguments).forEach(out::println);
        } catch (Failure | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static Stream<String> table(String... arguments) throws Failure {
        if (arguments.length != 1) {
            throw new IllegalArgumentException(USAGE);
        }
        List<String> regions =
                Stream.of(arguments[0].split(",", -1)).map(String::strip).toList();
        if (regions.contains("")) {
            throw new IllegalArgumentException(USAGE);
        }
        try (Catalog catalog = new Catalog(
                CloudCatalogSettings.defaultTransportChannelProvider(),
                () -> CloudCatalogSettings.defaultCredentialsProviderBuilder().build(),
                TIMEOUT)) {
            PriceTable table = FreshPrices.of(catalog, regions, Shapes.shipped(), LocalDate.now(ZoneOffset.UTC));
            return Stream.concat(Stream.of("# source: Google's Cloud Billing Catalog"), table.lines().stream());
        }
    }
}
