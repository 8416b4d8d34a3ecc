package io.github.dynagents.core.spi;

import java.util.List;
import java.util.SortedMap;

/**
 * How a provider is found: by {@link java.util.ServiceLoader}, registered with {@code @AutoService} or by hand. Cheap
 * to make; only factories that the configuration names are opened.
 */
public interface MachinesFactory {
    /** The name by which the configuration names it, such as {@code process}. */
    String name();

    /**
     * The SPI version that it was compiled against: {@code return Spi.VERSION;}, which the compiler copies into the
     * plugin.
     */
    int spi();

    /** Settings of an account: credentials, region, endpoint. */
    List<Option> accountOptions();

    /** Settings of a template: image, disk, network, price. */
    List<Option> templateOptions();

    /**
     * Opens one account. Connects lazily: makes no call.
     *
     * @param account values of {@link #accountOptions()}
     * @param templates values of {@link #templateOptions()}, by the template's name; none where machines are only
     *     listed and released, as {@code reap} does: both must then work as ever, or this must refuse to open
     * @throws IllegalArgumentException if a value is missing or makes no sense, alone or together with others (a negative
     *     time or price, a blank text); the message names the option and shows no secret
     */
    Machines open(Settings account, SortedMap<String, Settings> templates, Context context);
}
