package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error of AWS's own, by its code. The codes are from the "Error codes for the Amazon EC2 API" and the common errors
 * of the others' API references.
 *
 * @param code such as {@code VcpuLimitExceeded}
 * @param message what was wrong and, where we know, what to do
 */
record Refusal(String code, Failure.Kind kind, String message) {
    private static final Pattern CAPACITY = Pattern.compile("Insufficient.*Capacity|InsufficientAddressCapacity"
            + "|InsufficientFreeAddressesInSubnet|SpotMaxPriceTooLow|CapacityNotAvailable");
    private static final Pattern QUOTA = Pattern.compile(
            ".*LimitExceeded|MaxSpot(Instance|Fleet)\\w*CountExceeded|.*QuotaExceeded|MaxConfigLimitExceededException"
                    + "|TooMany\\w*|ParameterLimitExceeded|ParameterMaxVersionLimitExceeded");
    private static final Pattern THROTTLED = Pattern.compile("RequestLimitExceeded|.*[Tt]hrottl.*|TooManyRequests.*"
            + "|TooManyUpdates|SlowDown|BandwidthLimitExceeded|RequestThrottledException");
    private static final Pattern EXPIRED = Pattern.compile("ExpiredToken.*|RequestExpired|TokenRefreshRequired");
    private static final Pattern UNKNOWN_KEY = Pattern.compile(
            "InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch"
                    + "|InvalidSignature.*|IncompleteSignature.*|MissingAuthenticationToken.*|AuthFailure|NotAuthorized");
    private static final Pattern DENIED = Pattern.compile("UnauthorizedOperation|AccessDenied.*|OptInRequired"
            + "|Blocked|PendingVerification|OperationNotPermitted|AuthorizationError|Client\\.Unauthorized.*"
            + "|InvalidUserID.*|NotAuthorizedException|AuthFailure\\..*");
    private static final Pattern SKEWED = Pattern.compile("RequestTimeTooSkewed|RequestInTheFuture|InvalidTimestamp.*");
    private static final Pattern BUSY = Pattern.compile("IncorrectInstanceState|IncorrectState|.*\\.InUse"
            + "|ResourceCountExceeded|UpdateInProgress\\w*|ResourceInUse\\w*|Conflict\\w*|ServerException"
            + "|OperationAborted|ConcurrentTagAccess");

    /** What it is about, by its code, or where that is new, by its status. */
    static Refusal of(AwsServiceException refusal) {
        String code = Optional.ofNullable(refusal.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
        String message = Optional.ofNullable(refusal.awsErrorDetails())
                .map(details -> details.errorMessage())
                .orElse("");
        int status = refusal.statusCode();
        Failure.Kind kind = kind(code, status);
        String named = code.isEmpty() ? "HTTP status " + status : code;
        String text = UNKNOWN_KEY.matcher(code).matches() ? "" : readable(message);
        return new Refusal(
                code, kind, text.isEmpty() ? named + advice(code, status) : named + ": " + text + advice(code, status));
    }

    private static Failure.Kind kind(String code, int status) {
        if (CAPACITY.matcher(code).matches()) {
            return Failure.Kind.NO_CAPACITY;
        }
        if (THROTTLED.matcher(code).matches() || status == 429) {
            return Failure.Kind.THROTTLED;
        }
        if (QUOTA.matcher(code).matches()) {
            return Failure.Kind.QUOTA;
        }
        boolean denied = EXPIRED.matcher(code).matches()
                || UNKNOWN_KEY.matcher(code).matches()
                || DENIED.matcher(code).matches()
                || SKEWED.matcher(code).matches();
        if (denied || status == 401 || status == 403) {
            return Failure.Kind.DENIED;
        }
        if (BUSY.matcher(code).matches() || status == 409) {
            return Failure.Kind.UNAVAILABLE;
        }
        if (status >= 500 || status == 408) {
            return Failure.Kind.UNAVAILABLE;
        }
        return status >= 400 ? Failure.Kind.INVALID : Failure.Kind.BROKEN;
    }

    /** Without what only AWS can read. */
    private static String readable(String message) {
        int encoded = message.indexOf("Encoded authorization failure message");
        return (encoded < 0 ? message : message.substring(0, encoded)).strip();
    }

    private static String advice(String code, int status) {
        if (EXPIRED.matcher(code).matches()) {
            return " (the session has expired: log in again, or give credentials that renew themselves)";
        }
        if (SKEWED.matcher(code).matches()) {
            return " (the clock of this host is wrong: set it by NTP)";
        }
        if (code.equals("SignatureDoesNotMatch")) {
            return " (the secret key is not that of the access key, or something on the way changes requests)";
        }
        if (UNKNOWN_KEY.matcher(code).matches() || (code.isEmpty() && status == 401)) {
            return " (AWS does not know these credentials, or not in this region)";
        }
        if (code.contains("ServiceLinkedRole")) {
            return " (make the role once: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com)";
        }
        if (code.equals("OptInRequired")) {
            return " (the account is not subscribed to this, or the region is not enabled)";
        }
        if (code.equals("IdempotentParameterMismatch")) {
            return " (this name was bought before, with other arguments; buy under another name)";
        }
        if (DENIED.matcher(code).matches()) {
            return " (./dynagents plan --permissions prints the rights that are needed)";
        }
        return "";
    }

    /** AWS tells what it has made a signature of, in part. */
    boolean isSafeToShow() {
        return !UNKNOWN_KEY.matcher(code).matches();
    }

    /** What AWS said no with, if it did. */
    static Optional<Refusal> in(Failure failure) {
        return failure.getCause() instanceof AwsServiceException refusal ? Optional.of(of(refusal)) : Optional.empty();
    }

    /** Whether the token of a purchase was taken before, with other arguments. */
    boolean isOfAnotherOrder() {
        return code.equals("IdempotentParameterMismatch");
    }

    /** Whether an instance that it was asked about is none, or is gone. */
    boolean isAboutAnInstance() {
        return code.startsWith("InvalidInstanceID") || code.startsWith("InvalidID");
    }

    /** Whether it is about something that is not there. */
    boolean isNotFound() {
        return code.endsWith(".NotFound") || code.endsWith("NotFoundException") || code.equals("ParameterNotFound");
    }

    /** Whether it may go better in a moment; never if AWS has told for how long to wait: that is core's to do. */
    static boolean isWorthAnotherTry(AwsServiceException refusal) {
        Failure.Kind kind = of(refusal).kind();
        boolean passing =
                kind == Failure.Kind.THROTTLED || (kind == Failure.Kind.UNAVAILABLE && refusal.statusCode() >= 500);
        return refusal.isClockSkewException()
                || (passing && Failures.retryAfter(refusal).isEmpty());
    }
}
