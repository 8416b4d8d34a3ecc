package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.TestContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.pricing.PricingClient;

/** A catalogue over a fake market, in region {@code us-east-1}. */
final class PriceSite implements AutoCloseable {
    static final String REGION = "us-east-1";

    final FakeMarket market = new FakeMarket();
    final List<String> logged = new ArrayList<>();
    private final Map<String, Object> account = new TreeMap<>(Map.of("region", REGION, "public-ip", false));
    private final Map<String, Object> template = new TreeMap<>(Map.of("types", List.of("m7i.large")));
    private final Ec2Client ec2 = build(Ec2Client.builder());
    private final PricingClient pricing = build(PricingClient.builder());
    private Optional<ArchitectureValues> image = Optional.empty();
    final Context context = TestContext.of("main", "ci", this::now).loggingInto(logged);
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");

    /** Tells what the SDK throws as a failure. */
    static final class Direct implements Calls {
        @Override
        public <T> T ask(String doing, Supplier<T> call) throws Failure {
            try {
                return call.get();
            } catch (SdkException e) {
                throw Failure.of(Failure.Kind.DENIED, doing + ": refused").because(e);
            }
        }
    }

    private <B extends AwsClientBuilder<B, C>, C> C build(B builder) {
        return builder.region(Region.of(REGION))
                .endpointOverride(URI.create(market.address()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    PriceSite account(String option, Object value) {
        account.put(option, value);
        return this;
    }

    PriceSite template(String option, Object value) {
        template.put(option, value);
        return this;
    }

    /** As if the template named an image of that architecture. */
    PriceSite image(ArchitectureValues architecture) {
        image = Optional.of(architecture);
        return this;
    }

    private Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Setup setup() {
        return Setup.read(Settings.read(Setup.options(), account));
    }

    PricingApi api() {
        return new PricingApi(() -> pricing, new Direct());
    }

    OnDemandPrices onDemand() {
        return new OnDemandPrices(Optional.of(api()), PriceTable.of(setup()), context);
    }

    Catalogue catalogue() {
        return new Catalogue(setup(), context, () -> ec2, new Direct(), onDemand());
    }

    Look look() throws Failure {
        return look(catalogue());
    }

    Look look(Catalogue catalogue) throws Failure {
        Template read = Template.read("small", Settings.read(Template.options(), template));
        return catalogue.look(List.of(new Wanted(read, image)), new TreeSet<>(List.of("us-east-1a", "us-east-1b")));
    }

    /** Ids and prices of what is sold. */
    List<String> sold() throws Failure {
        return look().offerings().stream()
                .map(each -> each.id().value() + " " + Dollars.plain(each.perHour()))
                .toList();
    }

    /** The price of the only one that is sold. */
    Money price() throws Failure {
        return look().offerings().getFirst().perHour();
    }

    @Override
    public void close() {
        ec2.close();
        pricing.close();
        market.close();
    }
}
