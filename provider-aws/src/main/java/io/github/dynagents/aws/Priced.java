package io.github.dynagents.aws;

import java.util.Comparator;

/**
 * Something that has a price.
 *
 * @param name a type of instance, a type of volume, or {@code ipv4}
 */
record Priced(String region, Sort sort, String name) implements Comparable<Priced> {
    /** What it is, and what its price is for. */
    enum Sort {
        /** Linux on demand, shared tenancy; an hour. */
        INSTANCE,
        /** A GiB of a volume; a month. */
        VOLUME,
        /** A public address; an hour. */
        ADDRESS
    }

    private static final String EVERYWHERE = "*";
    private static final Comparator<Priced> ORDER =
            Comparator.comparing(Priced::region).thenComparing(Priced::sort).thenComparing(Priced::name);

    static Priced instance(String region, String type) {
        return new Priced(region, Sort.INSTANCE, type);
    }

    static Priced volume(String region, String type) {
        return new Priced(region, Sort.VOLUME, type);
    }

    static Priced address(String region) {
        return new Priced(region, Sort.ADDRESS, "ipv4");
    }

    /** The same, where its price is one for all regions. */
    Priced everywhere() {
        return new Priced(EVERYWHERE, sort, name);
    }

    @Override
    public int compareTo(Priced other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return switch (sort) {
            case INSTANCE -> name + " in " + region;
            case VOLUME -> name + " volumes in " + region;
            case ADDRESS -> "public addresses in " + region;
        };
    }
}
