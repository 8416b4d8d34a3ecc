package io.github.dynagents.gcp;

import com.google.cloud.billing.v1.CloudCatalogGrpc;
import com.google.cloud.billing.v1.ListSkusRequest;
import com.google.cloud.billing.v1.ListSkusResponse;
import com.google.cloud.billing.v1.Sku;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Google's price list, as a test gives it, in pages. */
final class SkuPages extends CloudCatalogGrpc.CloudCatalogImplBase {
    private static final int PAGE = 100;

    private final Trouble trouble;
    private volatile List<Sku> skus = List.of();

    SkuPages(Trouble trouble) {
        this.trouble = trouble;
    }

    void sells(List<Sku> all) {
        skus = List.copyOf(all);
    }

    @Override
    public void listSkus(ListSkusRequest request, StreamObserver<ListSkusResponse> answer) {
        GrpcFaults.play(trouble.with("ListSkus"), answer, () -> page(request));
    }

    private ListSkusResponse page(ListSkusRequest request) {
        List<Sku> all = skus;
        int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        int size = request.getPageSize() > 0 ? Math.min(request.getPageSize(), 5000) : PAGE;
        int to = Math.min(all.size(), from + size);
        return ListSkusResponse.newBuilder()
                .addAllSkus(all.subList(Math.min(from, to), to))
                .setNextPageToken(to < all.size() ? Integer.toString(to) : "")
                .build();
    }
}
