package io.github.dynagents.aws;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Purchase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** How machines are known again. The keys are such as instance metadata can show. */
final class Tags {
    static final String OWNER = "dynagents-owner";
    static final String NAME = "dynagents-name";
    static final String LEASE = "dynagents-lease";
    private static final String POOL = "dynagents-pool";
    private static final String ACCOUNT = "dynagents-account";
    private static final String OFFERING = "dynagents-offering";
    static final int LONGEST_VALUE = 256;

    private final Map<String, String> values;

    private Tags(Map<String, String> values) {
        this.values = values;
    }

    /** Those that something bears. */
    static Tags of(List<Tag> tags) {
        return new Tags(
                tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one, TreeMap::new)));
    }

    /** Those of a purchase; its name is shown in the console too. */
    static Map<String, String> of(Purchase purchase) {
        return new TreeMap<>(Map.of(
                "Name",
                purchase.name().value(),
                NAME,
                purchase.name().value(),
                OWNER,
                purchase.owner(),
                POOL,
                purchase.pool(),
                ACCOUNT,
                purchase.offering().account(),
                OFFERING,
                purchase.offering().value(),
                LEASE,
                purchase.lease().mark()));
    }

    static List<Tag> sdk(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> tag(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** What has one of these values at that key. */
    static Filter filter(String key, List<String> values) {
        return Filter.builder()
                .name("tag:" + key)
                .values(values.stream().map(Tags::literal).toList())
                .build();
    }

    /** In a filter, {@code *} and {@code ?} stand for other letters unless a backslash is before them. */
    private static String literal(String value) {
        return value.replaceAll("[\\\\*?]", "\\\\$0");
    }

    boolean isOf(String owner) {
        return owner.equals(values.get(OWNER));
    }

    Optional<MachineName> name() {
        return value(NAME).filter(MachineName::isValid).map(MachineName::new);
    }

    Optional<String> pool() {
        return value(POOL);
    }

    Optional<OfferingId> offering() {
        return value(ACCOUNT).flatMap(account -> value(OFFERING).map(offering -> new OfferingId(account, offering)));
    }

    /** Empty too if somebody has written something else there. */
    Optional<Lease> lease() {
        return value(LEASE).flatMap(mark -> {
            try {
                return Optional.of(Lease.parse(mark));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
