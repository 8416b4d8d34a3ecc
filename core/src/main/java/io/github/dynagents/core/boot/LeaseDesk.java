package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The marks of machines that fetch them from the daemon, by a URL that is signed for each: whoever has one machine's can
 * read that machine's mark, and nothing else; nobody can move a mark. What serves it over HTTP is up to the program. A
 * daemon that does not answer for {@code ttl} has ended the lease, as one that does not renew has.
 *
 * <p>A mark is answered with for a while only, {@link #reach()}: one that a machine reads late counts from when it reads it,
 * and what a dead daemon may cost must know by when. Renewals of a daemon that lives come sooner.
 *
 * <p>Marks are in memory: after a start, a machine's is not known until it is renewed, and until then it has not moved.
 */
public final class LeaseDesk {
    private static final String ALGORITHM = "HmacSHA256";

    private final URI base;
    private final String owner;
    private final SecretKeySpec key;
    private final Duration reach;
    private final InstantSource clock;
    private final ConcurrentMap<MachineName, Mark> marks = new ConcurrentHashMap<>();

    /** When a mark was set. */
    private record Mark(Lease lease, Instant at) {}

    private LeaseDesk(URI base, String owner, SecretKeySpec key, Duration reach, InstantSource clock) {
        this.base = base;
        this.owner = owner;
        this.key = key;
        this.reach = reach;
        this.clock = clock;
    }

    /**
     * A desk without marks.
     *
     * @param base the address under which machines reach it; a machine's URL is {@code BASE/NAME/TOKEN}
     * @param owner of the machines; the same secret makes other tokens for another owner
     * @param secret what tokens are made with; the same after a restart, or machines cannot be renewed any more
     * @param lease as long as it is configured: marks are answered with for half of it
     * @param clock the time to go by
     * @throws IllegalArgumentException if the secret is shorter than 16 characters
     */
    public static LeaseDesk at(URI base, String owner, Secret secret, Duration lease, InstantSource clock) {
        byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 16) {
            throw new IllegalArgumentException("the secret of lease URLs is too short: give it 16 characters or more");
        }
        return new LeaseDesk(base, owner, new SecretKeySpec(bytes, ALGORITHM), lease.dividedBy(2), clock);
    }

    /** Where a machine fetches its mark. */
    public Secret url(MachineName name) {
        String start = base.toString();
        return new Secret((start.endsWith("/") ? start : start + "/") + name + "/" + token(name.value()));
    }

    /**
     * What to answer to a machine: 200 with this line, or 404 if it is empty. Whoever asks with a wrong token learns no more
     * than of a machine that is not there. May be called from any thread.
     *
     * @param name as in the URL
     * @param token as in the URL
     */
    public Optional<String> answer(String name, String token) {
        boolean isSigned = MessageDigest.isEqual(
                token(name).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return isSigned && MachineName.isValid(name)
                ? Optional.ofNullable(marks.get(new MachineName(name)))
                        .filter(mark -> clock.instant().isBefore(mark.at().plus(reach)))
                        .map(mark -> mark.lease().mark())
                : Optional.empty();
    }

    /** From now on, this is the mark of that machine. May be called from any thread. */
    public void put(MachineName name, Lease lease) {
        marks.put(name, new Mark(lease, clock.instant()));
    }

    Optional<Lease> lease(MachineName name) {
        return Optional.ofNullable(marks.get(name)).map(Mark::lease);
    }

    /** From when a mark is set to when a machine can read it at the latest. */
    Duration reach() {
        return reach;
    }

    /** Whether it was set so long ago that nothing of it can be under way any more. */
    boolean isOlderThan(MachineName name, Duration age) {
        return Optional.ofNullable(marks.get(name))
                .filter(mark -> clock.instant().isAfter(mark.at().plus(age)))
                .isPresent();
    }

    void forget(MachineName name) {
        marks.remove(name);
    }

    private String token(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("lease 1\n" + owner + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
