package io.github.dynagents.core.interpret;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at one source at its own pace, on the loop. What fails is asked for again, later and later, and keeps its last
 * value and age.
 */
final class Watch<T> {
    private static final Duration NEVER_KNOWN = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final Seam seam;
    private final Seam.Lane lane;
    private final Supplier<Duration> pace;
    private final Duration deadline;
    private final Call<T> call;
    private final BiPredicate<T, T> same;
    private final BinaryOperator<T> unchanged;
    private final Consumer<Boolean> told;
    private Observed<T> state;
    private Seam.Timer next = () -> {};
    private Instant answerDue = Instant.MAX;
    private boolean asking;
    private boolean askAgain;
    private boolean closed;
    private int failures;

    /**
     * Prepares to look.
     *
     * @param pace from one answer to the next question
     * @param same whether two answers say the same, their age aside
     * @param unchanged of the last answer and a newer one that says the same, what is known: as much as can be of the last
     * @param told is told after each answer whether anything has changed
     */
    Watch(
            Seam seam,
            Seam.Lane lane,
            Supplier<Duration> pace,
            Duration deadline,
            Call<T> call,
            BiPredicate<T, T> same,
            BinaryOperator<T> unchanged,
            Consumer<Boolean> told) {
        this.seam = seam;
        this.lane = lane;
        this.pace = pace;
        this.deadline = deadline;
        this.call = call;
        this.same = same;
        this.unchanged = unchanged;
        this.told = told;
        this.state = new Observed.Never<>(seam.now(), Observed.NOT_ANSWERED_YET);
    }

    /** What is known; an answer to which no other has followed in time is stale, as after a long sleep of the daemon. */
    Observed<T> state() {
        return state instanceof Observed.Known<T> known && seam.now().isAfter(answerDue)
                ? new Observed.Stale<>(known.latest(), known.asked(), answerDue, "it has not been asked for a while")
                : state;
    }

    /** Asks now, or once more after the question that is under way. */
    void ask() {
        if (closed) {
            return;
        }
        if (asking) {
            askAgain = true;
            return;
        }
        next.cancel();
        asking = true;
        Instant asked = seam.now();
        lane.submit(0, deadline, call, answer -> answered(asked, answer));
    }

    void close() {
        closed = true;
        next.cancel();
        lane.close();
    }

    private void answered(Instant asked, Answer<T> whenever) {
        asking = false;
        Answer<T> answer = inTime(asked, whenever);
        boolean changed = true;
        try {
            changed = switch (answer) {
                case Answer.Value<T> value -> know(value.value(), asked);
                case Answer.Failed<T> failed -> lose(failed.failure());
            };
        } finally {
            goOn(answer);
        }
        told.accept(changed);
    }

    /** What a daemon that stood still finds waiting for it is no news; a failure is one still, and says how long to wait. */
    private Answer<T> inTime(Instant asked, Answer<T> answer) {
        boolean late = seam.now().isAfter(asked.plus(deadline.multipliedBy(2)).plus(SLACK));
        if (!late || answer instanceof Answer.Failed<T>) {
            return answer;
        }
        askAgain = true;
        return new Answer.Failed<>(
                Failure.of(Failure.Kind.UNAVAILABLE, "the answer is too old: it was asked for at " + asked));
    }

    private void goOn(Answer<T> answer) {
        if (askAgain) {
            askAgain = false;
            answerDue = seam.now().plus(deadline.multipliedBy(2)).plus(SLACK);
            ask();
        } else if (!closed) {
            Instant again = seam.now().plus(wait(answer));
            answerDue = again.plus(deadline.multipliedBy(2)).plus(SLACK); // its turn, the call itself
            next = seam.at(again, this::ask);
        }
    }

    private boolean know(T value, Instant asked) {
        failures = 0;
        if (state instanceof Observed.Known<T> known && same.test(known.latest(), value)) {
            state = new Observed.Known<>(unchanged.apply(known.latest(), value), asked);
            return false;
        }
        state = new Observed.Known<>(value, asked);
        return true;
    }

    private boolean lose(Failure failure) {
        failures++;
        String why = failure.getMessage() == null ? failure.kind().toString() : failure.getMessage();
        boolean first = failures == 1;
        state = switch (state) {
            case Observed.Never<T> never -> new Observed.Never<>(never.since(), why);
            case Observed.Known<T> known -> new Observed.Stale<>(known.latest(), known.asked(), seam.now(), why);
            case Observed.Stale<T> stale ->
                new Observed.Stale<>(stale.latest(), stale.asked(), stale.failingSince(), why);
        };
        return first;
    }

    /** What was never known is asked for again soon, however seldom it is looked at later: so long nothing can be done. */
    private Duration firstWait(Duration usual) {
        return state instanceof Observed.Never<T> && usual.compareTo(NEVER_KNOWN) > 0 ? NEVER_KNOWN : usual;
    }

    private Duration wait(Answer<T> answer) {
        Duration usual = Answer.of(pace::get) instanceof Answer.Value<Duration> value
                        && value.value().isPositive()
                ? value.value()
                : LONGEST_WAIT;
        if (answer instanceof Answer.Failed<T> failed) {
            Duration first = firstWait(usual);
            Duration backOff = first.multipliedBy(1L << Math.min(failures, 6));
            Duration bounded = backOff.compareTo(LONGEST_WAIT) < 0 ? backOff : LONGEST_WAIT;
            Duration longer = bounded.compareTo(first) > 0 ? bounded : first;
            return failed.failure()
                    .retryAfter()
                    .filter(wait -> wait.compareTo(longer) > 0)
                    .map(wait -> wait.compareTo(LONGEST_ASKED) < 0 ? wait : LONGEST_ASKED)
                    .orElse(longer);
        }
        return usual;
    }
}
