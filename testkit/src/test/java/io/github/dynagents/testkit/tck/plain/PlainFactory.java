package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opens accounts of the plain cloud. */
public final class PlainFactory implements MachinesFactory {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return List.of(
                Option.secret("token", true, "a token that may make and end machines"),
                Option.required("endpoint", String.class, "which cloud"));
    }

    @Override
    public List<Option> templateOptions() {
        return List.of(
                Option.required("size", String.class, "how large its machines are"),
                Option.of("boot", Duration.class, "40s", "from the purchase to an agent that takes jobs, usually"));
    }

    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        Secret token = account.get("token", Secret.class);
        require(!token.reveal().isBlank(), "token", "must not be blank");
        String endpoint = account.get("endpoint", String.class);
        require(!endpoint.isBlank(), "endpoint", "must not be blank");
        SortedMap<String, PlainTemplate> known = new TreeMap<>();
        templates.forEach((name, template) -> {
            String size = template.get("size", String.class);
            Duration boot = template.get("boot", Duration.class);
            require(!size.isBlank(), "size", "must not be blank");
            require(!boot.isNegative(), "boot", "must not be negative");
            known.put(name, new PlainTemplate(size, boot));
        });
        PlainCloud cloud = PlainCloud.at(endpoint);
        return new PlainMachines(new PlainWire(cloud, token), cloud.flavour(), known, context);
    }

    private static void require(boolean holds, String option, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" " + what);
        }
    }
}
