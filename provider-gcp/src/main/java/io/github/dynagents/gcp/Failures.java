package io.github.dynagents.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What Google's and Kubernetes' clients throw, as core's failures. */
final class Failures {
    private static final int LONGEST = 400;

    /** No answer but a way in which the JDK's client says that it never sent anything. */
    private static final String NO_CONNECTION = "java.net.ConnectException";

    private Failures() {}

    /**
     * A failure of what was thrown.
     *
     * @param changes whether the call was to change something: then one without a clear answer may have
     */
    static Failure of(String doing, Throwable thrown, boolean changes) {
        if (thrown instanceof ApiException refusal) {
            return ofGoogle(doing, refusal, changes);
        }
        if (thrown instanceof KubernetesClientException refusal && refusal.getCode() > 0) {
            return ofKubernetes(doing, refusal, changes);
        }
        if (isInterrupted(thrown)) {
            return interrupted(doing, changes).because(thrown);
        }
        if (thrown instanceof TimeoutException
                || find(thrown, TimeoutException.class).isPresent()) {
            return failure(Failure.Kind.UNAVAILABLE, doing, "no answer in time", changes)
                    .because(thrown);
        }
        Optional<IOException> io = find(thrown, IOException.class);
        boolean sent = !String.valueOf(root(thrown).getClass().getName()).equals(NO_CONNECTION);
        return failure(
                        io.isPresent() ? Failure.Kind.UNAVAILABLE : Failure.Kind.BROKEN,
                        doing,
                        shortened(io.isPresent() ? root(thrown).toString() : String.valueOf(thrown.getMessage())),
                        changes && sent)
                .because(thrown);
    }

    /** Whether a failure is the cluster's answer that there is no such thing. */
    static boolean isNotFound(Failure failure) {
        return status(failure) == 404;
    }

    /** Whether a failure is the cluster's answer that it has one of that name. */
    static boolean isThereAlready(Failure failure) {
        return status(failure) == 409;
    }

    private static int status(Failure failure) {
        return failure.getCause() instanceof KubernetesClientException refusal ? refusal.getCode() : 0;
    }

    /** The same failure, as one of a greater undertaking, which may or may not have had its effect. */
    static Failure within(Failure failure, boolean perhaps) {
        String told = String.valueOf(failure.getMessage());
        Failure same = perhaps ? Failure.unknownEffect(failure.kind(), told) : Failure.of(failure.kind(), told);
        return failure.retryAfter().map(same::retryAfter).orElse(same).because(failure);
    }

    /** Whether there is nobody where the cluster's API was, or somebody else. */
    static boolean isUnreached(Throwable thrown) {
        return find(thrown, ConnectException.class).isPresent()
                || find(thrown, HttpConnectTimeoutException.class).isPresent()
                || find(thrown, SSLException.class).isPresent();
    }

    /** Whether a failure is that answer of Google's. */
    static boolean is(StatusCode.Code code, Failure failure) {
        return failure.getCause() instanceof ApiException refusal
                && refusal.getStatusCode().getCode() == code;
    }

    static Failure interrupted(String doing, boolean perhaps) {
        return failure(Failure.Kind.UNAVAILABLE, doing, "interrupted at its deadline", perhaps);
    }

    private static Failure ofGoogle(String doing, ApiException refusal, boolean changes) {
        StatusCode.Code code = refusal.getStatusCode().getCode();
        String message = String.valueOf(root(refusal).getMessage());
        Failure.Kind kind = switch (code) {
            case UNAUTHENTICATED -> Failure.Kind.DENIED;
            case PERMISSION_DENIED -> isRegionalQuota(message) ? Failure.Kind.QUOTA : Failure.Kind.DENIED;
            case RESOURCE_EXHAUSTED ->
                isAboutPace(message) ? Failure.Kind.THROTTLED : quotaOrCapacity(message, Failure.Kind.QUOTA);
            case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, OUT_OF_RANGE ->
                quotaOrCapacity(message, Failure.Kind.INVALID);
            case FAILED_PRECONDITION, ABORTED -> quotaOrCapacity(message, Failure.Kind.UNAVAILABLE);
            case UNIMPLEMENTED -> Failure.Kind.UNSUPPORTED;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, INTERNAL, UNKNOWN -> Failure.Kind.UNAVAILABLE;
            default -> Failure.Kind.BROKEN;
        };
        boolean doubtful = switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, INTERNAL, UNKNOWN, DATA_LOSS -> true;
            default -> false;
        };
        Failure failure = failure(kind, doing, shortened(message), changes && doubtful);
        return wait(refusal).map(failure::retryAfter).orElse(failure).because(refusal);
    }

    /** As the Container API says that a region's quota is too small for a node pool, with the code of a refusal. */
    private static boolean isRegionalQuota(String message) {
        return message.contains("Insufficient regional quota") || message.contains("Insufficient project quota");
    }

    private static Optional<Duration> wait(ApiException refusal) {
        return Optional.ofNullable(refusal.getErrorDetails())
                .map(details -> details.getRetryInfo())
                .map(info -> Duration.ofSeconds(
                        info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos()))
                .filter(Duration::isPositive);
    }

    /** Too many at once, or too often: which passes by itself. */
    static boolean isAboutPace(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("operations quota") || text.contains("per minute") || text.contains("rate limit");
    }

    private static Failure.Kind quotaOrCapacity(String message, Failure.Kind otherwise) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("stockout")
                || text.contains("pool_exhausted")
                || text.contains("does not have enough resources")) {
            return Failure.Kind.NO_CAPACITY;
        }
        return text.contains("quota") ? Failure.Kind.QUOTA : otherwise;
    }

    private static Failure ofKubernetes(String doing, KubernetesClientException refusal, boolean changes) {
        int code = refusal.getCode();
        String message = Optional.ofNullable(refusal.getStatus())
                .map(Status::getMessage)
                .filter(told -> !told.isBlank())
                .orElseGet(() -> String.valueOf(refusal.getMessage()));
        Failure.Kind kind = switch (code) {
            case 401 -> Failure.Kind.DENIED;
            case 403 -> message.contains("exceeded quota") ? Failure.Kind.QUOTA : Failure.Kind.DENIED;
            case 429 -> Failure.Kind.THROTTLED;
            case 408 -> Failure.Kind.UNAVAILABLE;
            default ->
                code >= 500 ? Failure.Kind.UNAVAILABLE : code >= 400 ? Failure.Kind.INVALID : Failure.Kind.BROKEN;
        };
        boolean doubtful = code >= 500 || code < 400 || code == 408;
        Failure failure = failure(kind, doing, shortened(message), changes && doubtful);
        Failure waiting = wait(refusal).map(failure::retryAfter).orElse(failure);
        return waiting.because(refusal);
    }

    private static Optional<Duration> wait(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus())
                .map(status -> status.getDetails())
                .map(details -> details.getRetryAfterSeconds())
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    private static Failure failure(Failure.Kind kind, String doing, String what, boolean perhaps) {
        String told = doing + ": " + what;
        return perhaps ? Failure.unknownEffect(kind, told) : Failure.of(kind, told);
    }

    private static boolean isInterrupted(Throwable thrown) {
        return find(thrown, InterruptedException.class).isPresent()
                || find(thrown, InterruptedIOException.class)
                        .filter(e -> Thread.currentThread().isInterrupted())
                        .isPresent();
    }

    private static String shortened(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : root(cause);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}
