package io.github.dynagents.gcp;

import com.google.auto.service.AutoService;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.util.List;
import java.util.SortedMap;

/** Google Kubernetes Engine: {@code provider: gcp}. */
@AutoService(MachinesFactory.class)
public final class GcpMachinesFactory implements MachinesFactory {
    @Override
    public String name() {
        return "gcp";
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return Setup.options();
    }

    @Override
    public List<Option> templateOptions() {
        return Template.options();
    }

    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        Setup setup = Setup.read(account);
        List<Template> read = templates.entrySet().stream()
                .map(entry -> Template.read(entry.getKey(), entry.getValue(), setup))
                .toList();
        GoogleClients google = new GoogleClients(setup);
        return new GkeMachines(setup, read, context, google, prices(setup, google, context));
    }

    static Prices prices(Setup setup, GoogleClients google, Context context) {
        TablePrices table = new TablePrices(PriceTable.of(setup.priceTable()), Shapes.shipped());
        return setup.livePrices() ? new CatalogPrices(google.catalog(), table, context) : table;
    }
}
