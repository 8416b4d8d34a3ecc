package io.github.dynagents.core.model;

import java.util.regex.Pattern;

/**
 * One id for purchase, machine and agent; one name buys at most one machine.
 *
 * <p>An RFC 1035 label of at most 40 characters, which every supported cloud accepts (node pools of GKE are the
 * tightest). This record is frozen: it will not grow.
 *
 * @param value the label, such as {@code linux-k3f9x2ab7c}
 */
public record MachineName(String value) implements Comparable<MachineName> {
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if the value is no such label
     */
    public MachineName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a machine name (a-z, 0-9 and -, at most 40): \"" + value + "\"");
        }
    }

    /** Whether a text could be a machine's name, for reading tags that others may have written. */
    public static boolean isValid(String value) {
        return LABEL.matcher(value).matches();
    }

    @Override
    public int compareTo(MachineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
