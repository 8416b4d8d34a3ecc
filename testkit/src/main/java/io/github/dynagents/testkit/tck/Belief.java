package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The model of a random run: what must be true of one purchase, and what may be, by nothing but the answers to calls.
 * The backend is then asked whether it is so.
 */
final class Belief {
    /** Where its machine is. */
    enum State {
        /** No machine was made, for certain. */
        NONE,
        /** An answer is missing: there may be one, or none. */
        MAYBE,
        /** There is one. */
        THERE,
        /** There was one, and from {@code goneBy} on there is none. */
        GOING
    }

    final Purchase purchase;
    final int life;
    State state = State.NONE;
    Instant since = Instant.MAX;
    Instant goneBy = Instant.MAX;
    Optional<Machine> machine = Optional.empty();
    Optional<String> mark = Optional.empty();
    Instant markedAt = Instant.MAX;

    /** Of a purchase that is about to be sent by that opening of the provider. */
    Belief(Purchase purchase, int life) {
        this.purchase = purchase;
        this.life = life;
    }

    /** It was told of, by {@code buy} or {@code settle}. */
    void told(Machine bought, Instant now) {
        boolean released = machine.isPresent() && state == State.MAYBE;
        boolean first = machine.isEmpty();
        machine = Optional.of(bought);
        if (state != State.GOING && !released) {
            since = state == State.THERE ? since : now;
            state = State.THERE;
            mark = first ? Optional.of(purchase.lease().mark()) : mark;
            markedAt = first ? now : markedAt;
        }
    }

    void mayBe() {
        state = state == State.NONE ? State.MAYBE : state;
    }

    void released(Instant by) {
        goneBy = state == State.GOING && goneBy.isBefore(by) ? goneBy : by;
        state = State.GOING;
    }

    void mayBeReleased() {
        state = state == State.THERE ? State.MAYBE : state;
    }

    /** A purchase is sent again under its name only while it is not over. */
    boolean isOver() {
        return state == State.NONE || state == State.GOING || (state == State.MAYBE && machine.isPresent());
    }

    boolean mustBeListed(Instant asked, Duration lag) {
        return state == State.THERE && !since.plus(lag).isAfter(asked);
    }

    boolean mustNotBeListed(Instant asked, Duration lag) {
        return state == State.NONE || (isGone(asked) && !goneBy.plus(lag).isAfter(asked));
    }

    boolean isGone(Instant now) {
        return state == State.GOING && !now.isBefore(goneBy);
    }

    /** Whether so many machines of the name can be billed now. */
    boolean allows(long billed, Instant now) {
        return switch (state) {
            case NONE -> billed == 0;
            case MAYBE -> billed <= 1;
            case THERE -> billed == 1;
            case GOING -> isGone(now) ? billed == 0 : billed <= 1;
        };
    }

    @Override
    public String toString() {
        return purchase.name() + " is " + state;
    }
}
