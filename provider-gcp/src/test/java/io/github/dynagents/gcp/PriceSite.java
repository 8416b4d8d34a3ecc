package io.github.dynagents.gcp;

import io.github.dynagents.core.spi.Context;
import io.github.dynagents.testkit.tck.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prices over a fake Catalog, with the shipped table. */
final class PriceSite implements AutoCloseable {
    static final String REGION = "europe-west3";

    private volatile Instant now = Instant.parse("2026-11-25T12:00:00Z");
    final FakeCatalog catalog = new FakeCatalog();
    final List<String> logged = new ArrayList<>();
    final Context context = TestContext.of("main", "ci", () -> now).loggingInto(logged);
    final Catalog client = catalog.client();
    final CatalogPrices prices =
            new CatalogPrices(client, new TablePrices(PriceTable.shipped(), Shapes.shipped()), context);

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void close() {
        client.close();
        catalog.close();
    }
}
