package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Purchase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a Droplet says about itself in its tags: owner, pool, offering, and the lease that it was born with.
 *
 * <p>A tag is an object of the account that outlives its Droplets. Those of owner, pool and offering are few and used
 * again; that of a lease is one for each second in which something was bought, and bears the owner and the time of its
 * birth, so that {@link SpareTags} can tell which are ours and old.
 */
final class DropletTags {
    /** Longer ones are refused. */
    static final int LONGEST = 255;

    private static final String OWNER = "dynagents-owner:";
    private static final String POOL = "dynagents-pool:";
    private static final String OFFERING = "dynagents-offering:";
    private static final String LEASE = "dynagents-lease:";

    private final String owner;

    DropletTags(String owner) {
        this.owner = TagText.of(owner);
    }

    /** The tag by which the owner's Droplets are found. */
    String owner() {
        return OWNER + owner;
    }

    /** All that a new Droplet is tagged with. */
    List<String> of(Purchase purchase) {
        OfferingId offering = purchase.offering();
        return List.of(
                owner(),
                POOL + TagText.of(purchase.pool()),
                OFFERING + TagText.of(offering.account()) + ":" + TagText.of(offering.value()),
                LEASE + owner + ":" + purchase.lease().mark());
    }

    static Optional<String> pool(List<String> tags) {
        return after(POOL, tags).flatMap(TagText::read);
    }

    static Optional<OfferingId> offering(List<String> tags) {
        return after(OFFERING, tags)
                .map(tag -> tag.split(":", -1))
                .filter(part -> part.length == 2)
                .flatMap(part -> TagText.read(part[0])
                        .flatMap(account -> TagText.read(part[1]).map(value -> new OfferingId(account, value))));
    }

    Optional<Lease> lease(List<String> tags) {
        return after(LEASE + owner + ":", tags).flatMap(DropletTags::parse);
    }

    /** When the machine was bought for which a tag was made; empty if it is no lease tag of this owner's. */
    Optional<Instant> boughtAt(String tag) {
        return lease(List.of(tag)).map(lease -> lease.until().minus(lease.ttl()));
    }

    private static Optional<Lease> parse(String mark) {
        try {
            return Optional.of(Lease.parse(mark));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // somebody else's doing
        }
    }

    private static Optional<String> after(String prefix, List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .findFirst();
    }
}
