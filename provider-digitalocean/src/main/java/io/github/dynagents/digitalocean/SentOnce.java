package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The names under which a purchase was sent by this process: none is sent a second time. Kept for a day after the
 * purchase must not be sent any more in any case.
 */
final class SentOnce {
    private static final Duration KEPT = Duration.ofDays(1);

    private final ConcurrentMap<MachineName, Sending> sent = new ConcurrentHashMap<>();

    /** What became of a purchase. */
    sealed interface Fate {
        /** It was answered. */
        record Made(Machine machine) implements Fate {}

        /** It was refused, and nothing was made. */
        record Refused(String why) implements Fate {}

        /** A machine may have been made. */
        record Unknown() implements Fate {}

        /** Nothing left this process. */
        record NotSent() implements Fate {}
    }

    private record Sending(Instant until, CompletableFuture<Fate> fate) {}

    /** Takes a name, for whoever asks first; the others get the fate of that one's purchase, once it is known. */
    Optional<CompletableFuture<Fate>> takenBefore(MachineName name, Instant sendBefore, Instant now) {
        sent.values().removeIf(each -> each.until.isBefore(now));
        Sending mine = new Sending(latest(sendBefore, now).plus(KEPT), new CompletableFuture<>());
        return Optional.ofNullable(sent.putIfAbsent(name, mine)).map(Sending::fate);
    }

    /** Tells what became of a taken name's purchase; one that was not sent gives the name back. */
    void became(MachineName name, Fate fate) {
        Sending mine = Objects.requireNonNull(sent.get(name), () -> name + " was not taken");
        if (fate instanceof Fate.NotSent) {
            sent.remove(name);
        }
        mine.fate.complete(fate);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
