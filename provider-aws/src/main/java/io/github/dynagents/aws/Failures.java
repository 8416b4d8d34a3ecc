package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK throws, as core's failures. */
final class Failures {
    private static final int LONGEST = 400;

    private Failures() {}

    /**
     * A failure of what was thrown.
     *
     * @param log of the requests that were sent for it
     * @param changes whether they are to change something
     */
    static Failure of(String doing, Throwable thrown, Attempts.Log log, boolean changes) {
        int doubtful = changes ? log.doubtful() : 0;
        if (thrown instanceof AwsServiceException refusal) {
            return refused(doing, refusal, doubtful);
        }
        boolean perhaps = doubtful > 0;
        if (find(thrown, WrongAnswer.class).isPresent()) {
            return failure(
                    Failure.Kind.BROKEN, doing, String.valueOf(root(thrown).getMessage()), perhaps);
        }
        if (thrown instanceof ApiCallTimeoutException && log.sent() == 0) {
            String what = "it waits, since AWS has asked for fewer requests";
            return failure(Failure.Kind.THROTTLED, doing, what, perhaps).because(thrown);
        }
        if (thrown instanceof ApiCallTimeoutException || thrown instanceof ApiCallAttemptTimeoutException) {
            return failure(Failure.Kind.UNAVAILABLE, doing, "no answer in time", perhaps)
                    .because(thrown);
        }
        if (thrown instanceof AbortedException) {
            return interrupted(doing, perhaps).because(thrown);
        }
        Optional<UnknownHostException> nowhere = find(thrown, UnknownHostException.class);
        if (nowhere.isPresent()) {
            String what =
                    "there is no host " + nowhere.get().getMessage() + ": is the region right, and is there a network?";
            return failure(Failure.Kind.UNAVAILABLE, doing, what, perhaps).because(thrown);
        }
        if (isAboutCredentials(thrown)) {
            String what =
                    "there are no credentials, or none that can be used: give access-key and secret-key, a profile"
                            + " (log in anew where that is needed), or what the AWS SDK's default chain looks for";
            return failure(Failure.Kind.DENIED, doing, what, perhaps); // what the SDK says shows parts of files
        }
        boolean io = find(thrown, IOException.class).isPresent();
        return failure(
                        io ? Failure.Kind.UNAVAILABLE : Failure.Kind.BROKEN,
                        doing,
                        io ? root(thrown).toString() : shortened(String.valueOf(thrown.getMessage())),
                        perhaps)
                .because(thrown);
    }

    static Failure interrupted(String doing, boolean perhaps) {
        return failure(Failure.Kind.UNAVAILABLE, doing, "interrupted at its deadline", perhaps);
    }

    private static Failure refused(String doing, AwsServiceException refusal, int doubtful) {
        Refusal told = Refusal.of(refusal);
        Failure failure = failure(told.kind(), doing, shortened(told.message()), doubtful > 0);
        Failure waiting = retryAfter(refusal).map(failure::retryAfter).orElse(failure);
        return told.isSafeToShow() ? waiting.because(refusal) : waiting;
    }

    /** What the header says, in seconds. */
    static Optional<Duration> retryAfter(AwsServiceException refusal) {
        return Optional.ofNullable(refusal.awsErrorDetails())
                .map(details -> details.sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Failure failure(Failure.Kind kind, String doing, String what, boolean perhaps) {
        String told = doing + ": " + what;
        return perhaps ? Failure.unknownEffect(kind, told) : Failure.of(kind, told);
    }

    private static boolean isAboutCredentials(Throwable thrown) {
        return thrown instanceof SdkException
                && Stream.of("load credentials", "profile file", "sso", "access key")
                        .anyMatch(String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT)::contains);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : root(cause);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        if (type.isInstance(thrown)) {
            return Optional.of(type.cast(thrown));
        }
        Throwable cause = thrown.getCause();
        return cause == null ? Optional.empty() : find(cause, type);
    }
}
