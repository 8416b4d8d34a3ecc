package io.github.dynagents.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.billing.v1.CloudCatalogGrpc;
import com.google.cloud.billing.v1.ListSkusRequest;
import com.google.cloud.billing.v1.ListSkusResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A Cloud Billing Catalog on this host, of one SKU a page. */
final class FakeCatalog implements AutoCloseable {
    private final Server server;
    private final List<FakeSku> skus = new ArrayList<>();
    private final List<ListSkusRequest> asked = new ArrayList<>();
    private Optional<Status> refusal = Optional.empty();
    private Runnable eachTime = () -> {};
    private boolean silent;

    /** Down once a call has come that is not answered. */
    final CountDownLatch waiting = new CountDownLatch(1);

    /** Down once such a call is given up by who made it. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    FakeCatalog() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new Service())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Service extends CloudCatalogGrpc.CloudCatalogImplBase {
        @Override
        public void listSkus(ListSkusRequest request, StreamObserver<ListSkusResponse> answer) {
            serve(request, answer);
        }
    }

    private synchronized void serve(ListSkusRequest request, StreamObserver<ListSkusResponse> answer) {
        asked.add(request);
        eachTime.run();
        if (silent) {
            ((ServerCallStreamObserver<ListSkusResponse>) answer).setOnCancelHandler(cancelled::countDown);
            waiting.countDown();
        } else if (refusal.isPresent()) {
            answer.onError(refusal.get().asRuntimeException());
        } else {
            answer.onNext(page(request.getPageToken()));
            answer.onCompleted();
        }
    }

    private ListSkusResponse page(String token) {
        int index = token.isEmpty() ? 0 : Integer.parseInt(token);
        ListSkusResponse.Builder page = ListSkusResponse.newBuilder();
        if (index < skus.size()) {
            page.addSkus(skus.get(index).built());
        }
        return page.setNextPageToken(index + 1 < skus.size() ? Integer.toString(index + 1) : "")
                .build();
    }

    synchronized FakeCatalog lists(FakeSku... some) {
        skus.addAll(List.of(some));
        return this;
    }

    /** Lists no longer what it did. */
    synchronized FakeCatalog forgets() {
        skus.clear();
        return this;
    }

    synchronized void refuses(Status status) {
        refusal = Optional.of(status);
    }

    synchronized void answers() {
        refusal = Optional.empty();
    }

    /** Takes calls, and answers none. */
    synchronized void isSilent() {
        silent = true;
    }

    /** What happens while it is asked for a page. */
    synchronized void eachTime(Runnable happens) {
        eachTime = happens;
    }

    /** All that it was asked for. */
    synchronized List<ListSkusRequest> asked() {
        return List.copyOf(asked);
    }

    /** Where it is. */
    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** A client of it. */
    Catalog client() {
        return new Catalog(
                InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint("127.0.0.1:" + server.getPort())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build(),
                NoCredentialsProvider::create,
                Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
