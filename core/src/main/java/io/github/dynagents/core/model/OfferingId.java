package io.github.dynagents.core.model;

import java.util.Comparator;

/**
 * Names one offering. This record is frozen.
 *
 * @param account the configured account that sells it
 * @param value the provider's own id of it, stable over restarts, such as {@code small/c7i.xlarge/eu-west-1a/spot}
 */
public record OfferingId(String account, String value) implements Comparable<OfferingId> {
    private static final Comparator<OfferingId> ORDER =
            Comparator.comparing(OfferingId::account).thenComparing(OfferingId::value);

    @Override
    public int compareTo(OfferingId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return account + ":" + value;
    }
}
