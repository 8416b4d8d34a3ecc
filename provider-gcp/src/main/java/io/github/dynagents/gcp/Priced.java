package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something that has a price.
 *
 * @param name a series of machines, a type of machines, a type of disks, or {@code ipv4}
 */
record Priced(String region, Sort sort, String name, CapacityType capacity) implements Comparable<Priced> {
    /** What it is, and what its price is for. */
    enum Sort {
        /** One vCPU of a machine of a series; an hour. */
        VCPU,
        /** A GiB of memory of a machine of a series; an hour. */
        MEMORY,
        /** A machine of a type, where that is not the sum of its parts; an hour. */
        MACHINE,
        /** A GiB of a disk; a month. */
        DISK,
        /** An external address; an hour. */
        ADDRESS;

        /** As tables write it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Stands for all regions. */
    static final String EVERYWHERE = "*";

    private static final Comparator<Priced> ORDER = Comparator.comparing(Priced::region)
            .thenComparing(Priced::sort)
            .thenComparing(Priced::name)
            .thenComparing(Priced::capacity);

    static Priced disk(String region, String type) {
        return new Priced(region, Sort.DISK, type, CapacityType.ON_DEMAND);
    }

    static Priced address(CapacityType capacity) {
        return new Priced(EVERYWHERE, Sort.ADDRESS, "ipv4", capacity);
    }

    /** The same, where its price is one for all regions. */
    Priced everywhere() {
        return new Priced(EVERYWHERE, sort, name, capacity);
    }

    @Override
    public int compareTo(Priced other) {
        return ORDER.compare(this, other);
    }
}
