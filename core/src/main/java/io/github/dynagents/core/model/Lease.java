package io.github.dynagents.core.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when a machine may live unless told otherwise. The machine's watchdog ends it once this mark's <em>value</em>
 * has not changed for {@code ttl} on the machine's own monotonic clock, so that no two clocks need to agree. This
 * record is frozen.
 *
 * @param until the instant that the daemon means, by its own clock
 * @param ttl for how long the mark may stay unmoved
 * @param draining whether the agent shall take no more jobs and end when it has finished; reversible
 */
public record Lease(Instant until, Duration ttl, boolean draining) {
    private static final Duration LONGEST = Duration.ofDays(36_525);

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if ttl is not positive, or longer than a century
     */
    public Lease {
        if (!ttl.isPositive() || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease's ttl must be positive, and short of a century: " + ttl);
        }
    }

    public Lease withDraining(boolean draining) {
        return new Lease(until, ttl, draining);
    }

    /** The mark as one word for a tag, a label or a file: {@code 1795475069-900-run} or {@code …-drain}. */
    public String mark() {
        return until.getEpochSecond() + "-" + ttl.toSeconds() + (draining ? "-drain" : "-run");
    }

    /**
     * Reads {@link #mark()} back.
     *
     * @throws IllegalArgumentException if it is no such mark
     */
    public static Lease parse(String mark) {
        String[] part = mark.strip().split("-", -1);
        boolean known = part.length == 3 && (part[2].equals("run") || part[2].equals("drain"));
        try {
            if (known) {
                return new Lease(
                        Instant.ofEpochSecond(Long.parseLong(part[0])),
                        Duration.ofSeconds(Long.parseLong(part[1])),
                        part[2].equals("drain"));
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("not a lease mark: \"" + mark + "\"", e);
        }
        throw new IllegalArgumentException("not a lease mark: \"" + mark + "\"");
    }
}
