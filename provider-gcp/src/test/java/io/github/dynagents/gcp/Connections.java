package io.github.dynagents.gcp;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections that are open. */
final class Connections extends ServerTransportFilter {
    private final AtomicInteger open;

    Connections(AtomicInteger open) {
        this.open = open;
    }

    @Override
    public Attributes transportReady(Attributes attributes) {
        open.incrementAndGet();
        return attributes;
    }

    @Override
    public void transportTerminated(Attributes attributes) {
        open.decrementAndGet();
    }
}
