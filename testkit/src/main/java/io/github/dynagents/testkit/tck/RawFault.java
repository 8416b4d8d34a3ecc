package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.Fault;
import java.time.Duration;

/** What goes wrong between a provider and its cloud, before anybody has made a failure of it. Statuses are HTTP's; others have their like. */
public enum RawFault {
    /** No answer ever, and no effect. */
    TIMEOUT_BEFORE(false),
    /** No answer ever, but the effect. */
    TIMEOUT_AFTER(true),
    /** The connection is cut before the request was taken. */
    RESET_BEFORE(false),
    /** The connection is cut after the effect, before the answer. */
    RESET_AFTER(true),
    /** 401: the credentials are not known. */
    UNAUTHORIZED(false),
    /** 403: they may not. */
    FORBIDDEN(false),
    /** 404. */
    NOT_FOUND(false),
    /** 409: in conflict with something that is going on. */
    CONFLICT(false),
    /** 422: the request makes no sense to the cloud. */
    UNPROCESSABLE(false),
    /** 429, without a word of how long to wait. */
    THROTTLED(false),
    /** 429, to be asked again after seven seconds. */
    THROTTLED_FOR_SEVEN_SECONDS(false),
    /** 5xx, and no effect. */
    SERVER_ERROR_BEFORE(false),
    /** 5xx, and the effect all the same. */
    SERVER_ERROR_AFTER(true),
    /** Has its effect; the answer ends in the middle. */
    HALF_ANSWER(true),
    /** Has its effect; the answer is no answer to this request: other JSON, a proxy's page. */
    WRONG_ANSWER(true),
    /** The cloud has none left. */
    NO_CAPACITY(false),
    /** The account may have no more. */
    QUOTA(false);

    private final boolean afterEffect;

    RawFault(boolean afterEffect) {
        this.afterEffect = afterEffect;
    }

    /** What a right provider or client makes of it, for fakes that have no wire. */
    public Fault atAFake() {
        return switch (this) {
            case TIMEOUT_BEFORE -> new Fault.Hangs(false);
            case TIMEOUT_AFTER -> new Fault.Hangs(true);
            case RESET_BEFORE, SERVER_ERROR_BEFORE -> new Fault.Doubtful(Failure.Kind.UNAVAILABLE);
            case RESET_AFTER, SERVER_ERROR_AFTER, HALF_ANSWER, WRONG_ANSWER -> new Fault.AnswerLost();
            case UNAUTHORIZED, FORBIDDEN -> Fault.refused(Failure.Kind.DENIED);
            case NOT_FOUND, CONFLICT, UNPROCESSABLE -> Fault.refused(Failure.Kind.INVALID);
            case THROTTLED -> Fault.refused(Failure.Kind.THROTTLED);
            case THROTTLED_FOR_SEVEN_SECONDS -> Fault.throttled(Duration.ofSeconds(7));
            case NO_CAPACITY -> Fault.refused(Failure.Kind.NO_CAPACITY);
            case QUOTA -> Fault.refused(Failure.Kind.QUOTA);
        };
    }

    /** Whether the request has its effect all the same. */
    public boolean isAfterEffect() {
        return afterEffect;
    }
}
