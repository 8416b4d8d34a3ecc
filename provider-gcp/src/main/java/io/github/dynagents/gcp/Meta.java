package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What objects of the cluster bear. */
final class Meta {
    private Meta() {}

    static Optional<String> label(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(key));
    }

    static Optional<String> annotation(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(key));
    }

    /** Whether it is of that owner, by its label. */
    static boolean isOf(String owner, HasMetadata object) {
        return label(object, Keys.OWNER).equals(Optional.of(Keys.label(owner)));
    }

    /** Whether it is being deleted. */
    static boolean isGoing(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** When it was made, by the cluster's clock; the beginning of time if it does not say. */
    static Instant created(HasMetadata object) {
        return time(object.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH);
    }

    /** A time as Kubernetes writes it. */
    static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970, as our own labels and annotations have them. */
    static Optional<Instant> seconds(Optional<String> text) {
        return text.filter(it -> it.matches("[0-9]{1,11}")).map(it -> Instant.ofEpochSecond(Long.parseLong(it)));
    }
}
