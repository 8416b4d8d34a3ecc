package io.github.dynagents.core.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not do what it promises. One class and a kind rather than a tree: a plugin of tomorrow must not break
 * a switch of today. Messages say what was wrong and what to do, and never contain a secret.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** What went wrong. May grow: treat an unknown one like {@link #BROKEN}. */
    public enum Kind {
        /** The cloud has none left of this offering. */
        NO_CAPACITY,
        /** A limit of the account is reached. */
        QUOTA,
        /** Asked too often. */
        THROTTLED,
        /** Credentials are missing, wrong or too weak. */
        DENIED,
        /** The request itself is wrong. */
        INVALID,
        /** No answer, or the other side says that it cannot now. */
        UNAVAILABLE,
        /** This call is not offered here. */
        UNSUPPORTED,
        /** The plugin or the answer is faulty. */
        BROKEN
    }

    /** Whether the call may have had its effect all the same. */
    public enum Effect {
        /** Certainly not. */
        NONE,
        /** Perhaps. */
        UNKNOWN
    }

    private final Kind kind;
    private final Effect effect;
    private final @Nullable Duration retryAfter;

    private Failure(Kind kind, Effect effect, String what, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.effect = effect;
        this.retryAfter = retryAfter;
    }

    /** A failure that certainly changed nothing. */
    public static Failure of(Kind kind, String what) {
        return new Failure(kind, Effect.NONE, what, null, null);
    }

    /** A failure whose call may have had its effect. */
    public static Failure unknownEffect(Kind kind, String what) {
        return new Failure(kind, Effect.UNKNOWN, what, null, null);
    }

    /** The refusal of a call that this provider or server does not offer. */
    public static Failure unsupported(String call) {
        return of(Kind.UNSUPPORTED, call + " is not offered here");
    }

    /** This failure, with what caused it. */
    public Failure because(Throwable cause) {
        return new Failure(kind, effect, String.valueOf(getMessage()), retryAfter, cause);
    }

    /** This failure, with the time to wait that the other side named; what is absurd is taken for none, or for a day. */
    public Failure retryAfter(Duration wait) {
        Duration atLeast = wait.isNegative() ? Duration.ZERO : wait;
        Duration sane = atLeast.compareTo(LONGEST_WAIT) < 0 ? atLeast : LONGEST_WAIT;
        return new Failure(kind, effect, String.valueOf(getMessage()), sane, getCause());
    }

    public Kind kind() {
        return kind;
    }

    public Effect effect() {
        return effect;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
