package io.github.dynagents.gcp;

import io.github.dynagents.core.spi.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Prices over a fake Catalog, with the shipped table. */
final class PriceSite implements Context, AutoCloseable {
    static final String REGION = "europe-west3";

    final FakeCatalog catalog = new FakeCatalog();
    final List<String> logged = new ArrayList<>();
    final Catalog client = catalog.client();
    final CatalogPrices prices =
            new CatalogPrices(client, new TablePrices(PriceTable.shipped(), Shapes.shipped()), this);
    private volatile Instant now = Instant.parse("2026-11-25T12:00:00Z");

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public String account() {
        return "main";
    }

    @Override
    public String owner() {
        return "ci";
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public System.Logger logger() {
        return new System.Logger() {
            @Override
            public String getName() {
                return "test";
            }

            @Override
            public boolean isLoggable(Level level) {
                return true;
            }

            @Override
            public void log(
                    Level level, @Nullable ResourceBundle bundle, @Nullable String line, @Nullable Throwable thrown) {
                logged.add(level + " " + line);
            }

            @Override
            public void log(
                    Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
                logged.add(level + " " + format);
            }
        };
    }

    @Override
    public void close() {
        client.close();
        catalog.close();
    }
}
