package io.github.dynagents.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.billing.v1.CloudCatalogClient;
import com.google.cloud.billing.v1.CloudCatalogSettings;
import com.google.cloud.billing.v1.ListSkusRequest;
import com.google.cloud.billing.v1.ListSkusResponse;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Google's Cloud Billing Catalog: what Compute Engine sells, in some ten thousand SKUs. */
final class Catalog implements AutoCloseable {
    private static final String DOING = "reading Google's Cloud Billing Catalog";
    private static final String COMPUTE_ENGINE = "services/6F81-5844-456A";

    /** An answer must fit into the 4 MiB that gRPC takes unless told otherwise. */
    private static final int PAGE = 2000;

    private static final int MOST_PAGES = 500;

    private final TransportChannelProvider channels;
    private final Login login;
    private final Duration timeout;
    private Optional<CloudCatalogClient> client = Optional.empty();
    private boolean closed;

    /** Whose calls these are: asked for at the first one, since it may fail. */
    interface Login {
        CredentialsProvider credentials() throws Failure;
    }

    /**
     * Makes no call, and no channel.
     *
     * @param timeout for one page
     */
    Catalog(TransportChannelProvider channels, Login login, Duration timeout) {
        this.channels = channels;
        this.login = login;
        this.timeout = timeout;
    }

    /** Begins to read it; asks nobody yet. */
    Reading begin() {
        return new Reading();
    }

    /** The whole of it, page after page. */
    final class Reading {
        private final Skus skus = new Skus();
        private String next = "";
        private int pages;
        private boolean done;

        private Reading() {}

        /** Whether the last page is read. */
        boolean isDone() {
            return done;
        }

        /** What is read so far. */
        Rates rates() {
            return skus.rates();
        }

        /**
         * Reads a page.
         *
         * @throws Failure if it cannot be had, or this thread is interrupted, at which the call ends
         */
        void read() throws Failure {
            ListSkusRequest request = ListSkusRequest.newBuilder()
                    .setParent(COMPUTE_ENGINE)
                    .setCurrencyCode("USD")
                    .setPageSize(PAGE)
                    .setPageToken(next)
                    .build();
            ListSkusResponse page =
                    Google.ask(DOING, timeout, client().listSkusCallable().futureCall(request));
            page.getSkusList().forEach(skus::add);
            next = page.getNextPageToken();
            done = next.isEmpty();
            pages++;
            if (!done && pages == MOST_PAGES) {
                throw Failure.of(Failure.Kind.BROKEN, DOING + ": it does not end after " + MOST_PAGES + " pages");
            }
            if (done && rates().all().isEmpty()) {
                throw Failure.of(Failure.Kind.BROKEN, DOING + ": it has no price that is known here");
            }
        }
    }

    private synchronized CloudCatalogClient client() throws Failure {
        if (closed) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, DOING + ": the account is closed");
        }
        if (client.isEmpty()) {
            CloudCatalogSettings.Builder settings = CloudCatalogSettings.newBuilder()
                    .setTransportChannelProvider(channels)
                    .setCredentialsProvider(login.credentials());
            settings.listSkusSettings().setRetryableCodes().setSimpleTimeoutNoRetriesDuration(timeout);
            try {
                client = Optional.of(CloudCatalogClient.create(settings.build()));
            } catch (IOException e) {
                throw Failures.of(DOING, e, false);
            }
        }
        return client.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.ifPresent(CloudCatalogClient::close);
    }
}
