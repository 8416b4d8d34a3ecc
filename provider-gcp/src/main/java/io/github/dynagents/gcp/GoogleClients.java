package io.github.dynagents.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.billing.v1.CloudCatalogSettings;
import com.google.cloud.container.v1.ClusterManagerClient;
import com.google.cloud.container.v1.ClusterManagerSettings;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Google's clients and whose they are. Made when first asked for: opening an account makes no call. */
final class GoogleClients implements AutoCloseable {
    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/cloud-platform",
            // by which a cluster knows a service account by its e-mail, rather than by a number
            "https://www.googleapis.com/auth/userinfo.email");
    private static final String NO_CREDENTIALS =
            "there are no credentials that can be used: give the option credentials, or what Google's libraries look for"
                    + " (GOOGLE_APPLICATION_CREDENTIALS, gcloud auth application-default login, a workload's own identity)";

    private final Setup setup;
    private final Catalog catalog;
    private Optional<GoogleCredentials> credentials = Optional.empty();
    private Optional<ClusterManagerClient> clusters = Optional.empty();
    private boolean closed;

    GoogleClients(Setup setup) {
        this.setup = setup;
        this.catalog = new Catalog(
                channels(CloudCatalogSettings.getDefaultEndpoint()), this::credentialsProvider, setup.timeout());
    }

    /** Whose calls these are. */
    synchronized GoogleCredentials credentials() throws Failure {
        if (credentials.isEmpty()) {
            credentials = Optional.of(readCredentials());
        }
        return credentials.get();
    }

    private GoogleCredentials readCredentials() throws Failure {
        try {
            if (setup.credentials().isPresent()) {
                try (InputStream file = Files.newInputStream(setup.credentials().get())) {
                    return GoogleCredentials.fromStream(file).createScoped(SCOPES);
                }
            }
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
        } catch (IOException | RuntimeException e) {
            // what the library says may show parts of the file
            throw Failure.of(
                    Failure.Kind.DENIED,
                    setup.credentials()
                            .map(file -> "option \"credentials\": " + file
                                    + (Files.isReadable(file) ? " is no key of a service account" : " cannot be read"))
                            .orElse(NO_CREDENTIALS));
        }
    }

    /**
     * A token of these, that is valid still.
     *
     * @throws UncheckedIOException if Google gives none in time
     */
    String token(GoogleCredentials credentials) {
        FutureTask<String> asking = new FutureTask<>(() -> {
            credentials.refreshIfExpired();
            return credentials.getAccessToken().getTokenValue();
        });
        Thread.ofVirtual().name("gcp-token").start(asking);
        try {
            return asking.get(setup.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new InterruptedIOException("interrupted while Google was asked for a token"));
        } catch (ExecutionException | TimeoutException e) {
            throw new UncheckedIOException(new IOException("Google gives no access token: " + e.getMessage(), e));
        }
    }

    /** Of clusters and their node pools. */
    synchronized ClusterManagerClient clusters() throws Failure {
        if (closed) {
            throw closedFailure();
        }
        if (clusters.isEmpty()) {
            try {
                ClusterManagerSettings.Builder settings = ClusterManagerSettings.newBuilder()
                        .setCredentialsProvider(credentialsProvider())
                        .setTransportChannelProvider(channels(ClusterManagerSettings.getDefaultEndpoint()));
                settings.applyToAllUnaryMethods(call -> {
                    call.setRetryableCodes().setSimpleTimeoutNoRetriesDuration(setup.timeout());
                    return null;
                });
                clusters = Optional.of(ClusterManagerClient.create(settings.build()));
            } catch (Failure e) {
                throw e;
            } catch (Exception e) { // applyToAllUnaryMethods throws what its argument may
                throw Failures.of("connecting to Google", e, false);
            }
        }
        return clusters.get();
    }

    /** Of prices. */
    Catalog catalog() {
        return catalog;
    }

    static Failure closedFailure() {
        return Failure.of(Failure.Kind.UNAVAILABLE, "the account is closed");
    }

    CredentialsProvider credentialsProvider() throws Failure {
        return isPlain() ? NoCredentialsProvider.create() : FixedCredentialsProvider.create(credentials());
    }

    private boolean isPlain() {
        return setup.endpoint().filter(Addresses::isPlain).isPresent();
    }

    /** Channels to one of Google's services, or to where all of them are said to be. */
    TransportChannelProvider channels(String usualEndpoint) {
        InstantiatingGrpcChannelProvider.Builder channels = InstantiatingGrpcChannelProvider.newBuilder()
                .setEndpoint(setup.endpoint().map(GoogleClients::hostAndPort).orElse(usualEndpoint));
        if (isPlain()) {
            channels.setChannelConfigurator(channel -> channel.usePlaintext());
        }
        return channels.build();
    }

    private static String hostAndPort(URI endpoint) {
        int port = endpoint.getPort() >= 0
                ? endpoint.getPort()
                : endpoint.getScheme().equals("https") ? 443 : 80;
        return endpoint.getHost() + ":" + port;
    }

    @Override
    public void close() {
        catalog.close(); // which asks for credentials while it is locked: not with this locked, too
        synchronized (this) {
            closed = true;
            clusters.ifPresent(ClusterManagerClient::close);
        }
    }
}
