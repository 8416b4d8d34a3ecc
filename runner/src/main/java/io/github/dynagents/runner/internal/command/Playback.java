package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.runner.internal.daemon.Explained;
import io.github.dynagents.runner.internal.recording.NotARecording;
import io.github.dynagents.runner.internal.recording.Recorded;
import io.github.dynagents.runner.internal.recording.Tick;
import io.github.dynagents.runner.internal.recording.Ticks;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through a recording once, and decides it again. */
final class Playback {
    private final Recorded recorded;
    private final Optional<String> pool;
    private final Ticks ticks;
    private Optional<Instant> otherwiseSince = Optional.empty();
    private Instant end;
    private int count;
    private int told;

    /** @param pool the only one to tell of, if it is one */
    Playback(Recorded recorded, Optional<String> pool) {
        this.recorded = recorded;
        this.pool = pool;
        this.ticks = recorded.replay(EconomicPolicy.explained(), new LimitGuard());
        this.end = recorded.start();
    }

    /** The last tick of that moment that did something, else the last one until its end. */
    Optional<Explained> last(Moment moment) throws IOException, NotARecording {
        Optional<Explained> last = Optional.empty();
        Optional<Explained> lastOfNote = Optional.empty();
        for (Optional<Explained> next = next();
                next.isPresent() && !next.get().now().isAfter(moment.until());
                next = next()) {
            last = next;
            if (next.get().isOfNote() && !next.get().now().isBefore(moment.from())) {
                lastOfNote = next;
            }
        }
        return lastOfNote.isPresent() ? lastOfNote : last;
    }

    /** Tells of all ticks that did something, or were kept from it. */
    void all(Consumer<Explained> tell) throws IOException, NotARecording {
        for (Optional<Explained> next = next(); next.isPresent(); next = next()) {
            if (next.get().isOfNote()) {
                told++;
                tell.accept(next.get());
            }
        }
    }

    private Optional<Explained> next() throws IOException, NotARecording {
        Optional<Tick> tick = ticks.next();
        if (tick.isPresent()) {
            count++;
            end = tick.get().world().now();
            if (!tick.get().isAsRecorded() && otherwiseSince.isEmpty()) {
                otherwiseSince = Optional.of(end);
            }
        }
        return tick.map(one -> new Explained(one, pool));
    }

    /** What it was, in one line. */
    String summary() {
        return told + " of " + count + " ticks of owner "
                + recorded.world().fleet().owner() + " from " + recorded.start() + " to " + end
                + " did something; --at TIME explains one";
    }

    /** What to think of it, if it was not what the recorded daemon decided. */
    Optional<String> warning() {
        return otherwiseSince.map(since -> "dynagents: since " + since
                + " this version decides otherwise than the recorded daemon did, which was " + recorded.by()
                + ": what was seen is told as it was, what was decided as this version would have");
    }
}
