package io.github.dynagents.core.model;

/**
 * One id for purchase, machine and agent; one name buys at most one machine.
 *
 * <p>An RFC 1035 label of at most 40 characters, which every supported cloud accepts (node pools of GKE are the
 * tightest). This record is frozen: it will not grow.
 *
 * @param value the label, such as {@code linux-k3f9x2ab7c}
 */
public record MachineName(String value) implements Comparable<MachineName> {
    private static final int LONGEST = 40;

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
        int length = value.length();
        if (length == 0 || length > LONGEST || !isLetter(value.charAt(0)) || value.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 1; i < length; i++) { // as [a-z]([-a-z0-9]*[a-z0-9])?, which every agent of a queue is asked
            char c = value.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
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
