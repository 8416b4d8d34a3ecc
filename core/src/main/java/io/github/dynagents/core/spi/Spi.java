package io.github.dynagents.core.spi;

/** The version of these interfaces. */
public final class Spi {
    /** Inlined into a plugin when that is compiled: this is how an old jar tells its age. */
    public static final int VERSION = 1;

    private Spi() {}
}
