package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;

/** Prints a price table for the option {@code price-table}, with the SDK's default credentials. */
final class PriceTableMain {
    private static final String USAGE =
            "needs regions and patterns of types, such as: us-east-1,eu-central-1 't3.*,m7i.*'";

    private PriceTableMain() {}

    /** Takes regions, and patterns of types, each separated by commas. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            table(arguments).forEach(out::println);
        } catch (Failure | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static List<String> table(String... arguments) throws Failure {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(USAGE);
        }
        List<String> regions = List.of(arguments[0].split(","));
        List<Region> asked = regions.stream()
                .map(region -> PricingApi.regionFor(region)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no Pricing API in dollars for \"" + region + "\"; " + USAGE)))
                .toList();
        try (PricingClient client =
                PricingClient.builder().region(asked.getFirst()).build()) {
            return lines(new PricingApi(() -> client, new Direct()), regions, List.of(arguments[1].split(",")));
        }
    }

    private static List<String> lines(PricingApi api, List<String> regions, List<String> patterns) throws Failure {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return Stream.concat(
                        Stream.of("# source: AWS's Pricing API"),
                        FreshPrices.of(api, regions, patterns, today).lines().stream())
                .toList();
    }

    /** One call after another, by a person who reads what went wrong. */
    private static final class Direct implements Calls {
        @Override
        public <T> T ask(String doing, Supplier<T> call) throws Failure {
            try {
                return call.get();
            } catch (SdkException e) {
                throw Failure.of(Failure.Kind.UNAVAILABLE, doing + ": " + e.getMessage())
                        .because(e);
            }
        }
    }
}
