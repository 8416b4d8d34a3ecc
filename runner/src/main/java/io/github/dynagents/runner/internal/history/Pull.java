package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a history to its end. It takes long, so that a server that is away for some seconds must not end it, nor a
 * build that the server cannot show; a server that never answered does, at once.
 */
public final class Pull {
    private static final int TRIES = 5;
    private static final int MOST_LEFT_OUT_IN_A_ROW = 3;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final History history;
    private final Progress progress;
    private final Pause pause;
    private final List<FinishedJob> jobs = new ArrayList<>();
    private boolean answered;
    private int failed;
    private int leftOut;
    private int leftOutInARow;

    public Pull(History history, Progress progress, Pause pause) {
        this.history = history;
        this.progress = progress;
        this.pause = pause;
    }

    /** Reads until all is read, the server fails for good, or the thread is interrupted; the interrupt is used up. */
    public Pulled run() {
        Optional<String> brokenOff = Optional.empty();
        while (brokenOff.isEmpty() && !history.isOver()) {
            try {
                jobs.addAll(history.next());
                succeeded();
            } catch (Failure failure) {
                brokenOff = after(failure);
            }
            if (Thread.interrupted()) {
                brokenOff = Optional.of("interrupted");
            }
        }
        progress.end();
        boolean isWhole = brokenOff.isEmpty();
        // What failed last, before it was given up, is no gap within what was read but its end.
        int beyond = isWhole ? 0 : leftOutInARow;
        return new Pulled(jobs, history.read() - beyond, history.found(), leftOut - beyond, brokenOff);
    }

    private void succeeded() {
        answered = true;
        failed = 0;
        leftOutInARow = 0;
        progress.at(history);
    }

    /** Waits, or leaves the build out, and goes on; or tells why not. */
    private Optional<String> after(Failure failure) {
        failed++;
        if (mayPass(failure) && failed < TRIES) {
            return waited(failure);
        }
        boolean goesOn = isOfOneBuild(failure) && answered && leftOutInARow < MOST_LEFT_OUT_IN_A_ROW && history.skip();
        if (!goesOn) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        leftOut++;
        leftOutInARow++;
        failed = 0;
        return Optional.empty();
    }

    private boolean mayPass(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> true;
            case UNAVAILABLE, BROKEN -> answered;
            default -> false;
        };
    }

    private static boolean isOfOneBuild(Failure failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, BROKEN, INVALID -> true;
            default -> false;
        };
    }

    private Optional<String> waited(Failure failure) {
        Duration wait = failure.retryAfter().orElse(FIRST_WAIT.multipliedBy(1L << (failed - 1)));
        try {
            pause.forTime(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            return Optional.empty();
        } catch (InterruptedException e) {
            return Optional.of("interrupted");
        }
    }
}
