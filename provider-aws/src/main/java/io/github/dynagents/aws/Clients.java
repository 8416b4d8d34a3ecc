package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.AdaptiveRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients of one account, each made when it is first needed. All go by one HTTP client, try again what may go
 * better in a moment, ever more slowly while they are throttled, and give up when a call's time is over.
 */
final class Clients implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 3;

    private final Setup setup;
    private final String session;
    private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService timeouts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("aws-timeouts").factory());
    private final SdkHttpClient asides;
    private final Attempts http;
    private final Supplier<AwsCredentialsProvider> credentials = new Once<>(this::login)::get;
    private final Supplier<Ec2Client> ec2 = new Once<>(() -> open(Ec2Client.builder()))::get;
    private final Supplier<Ec2Client> ec2ToKeep = new Once<>(() -> open(Ec2Client.builder()))::get;
    private final Supplier<EcsClient> ecs = new Once<>(() -> open(EcsClient.builder()))::get;
    private final Supplier<SsmClient> ssm = new Once<>(() -> open(SsmClient.builder()))::get;
    private final Map<Region, PricingClient> pricing = new ConcurrentHashMap<>();
    private final Supplier<StsClient> sts = new Once<>(() -> open(StsClient.builder()))::get;

    Clients(Setup setup, Context context) {
        this.setup = setup;
        this.session = "dynagents-" + context.owner().replaceAll("[^\\w+=,.@-]", "-");
        this.asides = UrlConnectionHttpClient.builder()
                .connectionTimeout(shorter(setup.timeout(), Duration.ofSeconds(5)))
                .socketTimeout(setup.timeout())
                .build();
        this.http = new Attempts(asides);
    }

    private static final class Once<T> {
        private final Supplier<T> make;
        private @Nullable T made;

        Once(Supplier<T> make) {
            this.make = make;
        }

        synchronized T get() {
            T there = made;
            if (there == null) {
                there = make.get();
                made = there;
            }
            return there;
        }
    }

    /** For looking and buying. */
    Ec2Client ec2() {
        return ec2.get();
    }

    /** For renewing and releasing, which must not wait because EC2 is asked too much otherwise. */
    Ec2Client ec2ToKeep() {
        return ec2ToKeep.get();
    }

    /** Ready to send: whoever has little time should not lose it on a login. */
    Ec2Client ready() {
        credentials.get().resolveCredentials();
        return ec2();
    }

    EcsClient ecs() {
        return ecs.get();
    }

    SsmClient ssm() {
        return ssm.get();
    }

    StsClient sts() {
        return sts.get();
    }

    /** The same one each time: that API is in few regions only. */
    PricingClient pricing(Region region) {
        return pricing.computeIfAbsent(region, there -> open(PricingClient.builder(), there));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C open(
            B builder) {
        return open(builder, Region.of(setup.region()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C open(
            B builder, Region region) {
        setup.endpoint().ifPresent(builder::endpointOverride);
        C client = builder.region(region)
                .credentialsProvider(credentials.get())
                .httpClient(http)
                .overrideConfiguration(configuration())
                .build();
        opened.push(client);
        return client;
    }

    private ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(tryAgain())
                .scheduledExecutorService(timeouts)
                .apiCallTimeout(setup.timeout())
                .apiCallAttemptTimeout(setup.timeout().dividedBy(2))
                .build();
    }

    private static RetryStrategy tryAgain() {
        return AdaptiveRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(MOST_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(5)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10)))
                .retryOnException(Clients::isWorthAnotherTry)
                .treatAsThrottling(
                        thrown -> thrown instanceof AwsServiceException refusal && refusal.isThrottlingException())
                .build();
    }

    private static boolean isWorthAnotherTry(Throwable thrown) {
        if (thrown instanceof AwsServiceException refusal) {
            return Refusal.isWorthAnotherTry(refusal);
        }
        return thrown instanceof ApiCallAttemptTimeoutException || isOfTheNetwork(thrown);
    }

    private static boolean isOfTheNetwork(Throwable thrown) {
        return thrown instanceof SdkClientException
                && thrown.getCause() instanceof IOException cause
                && !(cause instanceof WrongAnswer);
    }

    private AwsCredentialsProvider login() {
        Setup.Login login = setup.login();
        AwsCredentialsProvider own = login.accessKey()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        key, login.secretKey().orElseThrow().reveal())))
                .or(() -> login.profile().map(ProfileCredentialsProvider::create))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        return login.role().map(role -> assuming(own, role)).orElse(own);
    }

    private AwsCredentialsProvider assuming(AwsCredentialsProvider own, String role) {
        StsClient caller = StsClient.builder()
                .region(Region.of(setup.region()))
                .credentialsProvider(own)
                .httpClient(asides) // a login is no attempt of the call for which it is made
                .overrideConfiguration(configuration())
                .applyMutation(builder -> setup.endpoint().ifPresent(builder::endpointOverride))
                .build();
        opened.push(caller);
        StsAssumeRoleCredentialsProvider assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(caller)
                .refreshRequest(request -> request.roleArn(role).roleSessionName(session))
                .build();
        opened.push(assumed);
        return assumed;
    }

    /** For one call, with all its attempts. */
    Duration timeout() {
        return setup.timeout();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        new ArrayList<>(opened).forEach(SdkAutoCloseable::close);
        http.close();
        timeouts.shutdownNow();
    }
}
