package io.github.dynagents.digitalocean;

import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.util.regex.Pattern;

/** What went wrong with a request, in core's words. */
final class Failures {
    /** "creating this/these droplet(s) will exceed your droplet limit" */
    private static final Pattern QUOTA =
            Pattern.compile("(?i)\\blimit\\b.*\\bexceed|\\bexceed.*\\blimit\\b|\\brestricted\\b");

    /** "Size is not available in this region." But not: "The image you specified is not available in …" */
    private static final Pattern NO_CAPACITY = Pattern.compile(
            "(?i)^(?!.*\\b(image|key|vpc)\\b)"
                    + ".*(\\bcapacity\\b|\\bsold out\\b|\\b(size|region|plan)\\b.*\\b(not available|unavailable|disabled)\\b).*");

    /** "Droplet already has a pending event." */
    private static final Pattern BUSY = Pattern.compile("(?i)\\bpending event\\b");

    private Failures() {}

    /** @param worst of what the request may have had an effect where no answer tells: of a read, {@code NONE} */
    static Failure of(String doing, Failure.Effect worst, IOException cause) {
        return switch (cause) {
            case Refusal refusal -> refused(doing, worst, refusal);
            case Unanswered unanswered -> {
                String what = doing + ": " + unanswered.getMessage();
                yield failure(
                        Failure.Kind.UNAVAILABLE, unanswered.isSent() ? worst : Failure.Effect.NONE, what, unanswered);
            }
            default ->
                failure(
                        Failure.Kind.BROKEN,
                        worst,
                        doing + ": DigitalOcean's answer makes no sense: " + cause.getMessage(),
                        cause);
        };
    }

    private static Failure refused(String doing, Failure.Effect worst, Refusal refusal) {
        int status = refusal.status();
        boolean definite = status < 500 && status != 408;
        String said = refusal.said().isEmpty() ? "" : ": " + refusal.said();
        Failure failure = failure(
                kind(refusal),
                definite ? Failure.Effect.NONE : worst,
                doing + ": DigitalOcean answers " + status + said + hint(status),
                refusal);
        return refusal.retryAfter()
                .filter(wait -> status == 429 || status == 503)
                .map(failure::retryAfter)
                .orElse(failure);
    }

    private static Failure.Kind kind(Refusal refusal) {
        String said = refusal.said();
        return switch (refusal.status()) {
            case 401, 403 -> Failure.Kind.DENIED;
            case 408, 409 -> Failure.Kind.UNAVAILABLE;
            case 429 -> Failure.Kind.THROTTLED;
            case 400, 412, 422 -> {
                if (QUOTA.matcher(said).find()) {
                    yield Failure.Kind.QUOTA;
                }
                if (BUSY.matcher(said).find()) {
                    yield Failure.Kind.UNAVAILABLE;
                }
                yield NO_CAPACITY.matcher(said).matches() ? Failure.Kind.NO_CAPACITY : Failure.Kind.INVALID;
            }
            default -> refusal.status() >= 500 ? Failure.Kind.UNAVAILABLE : Failure.Kind.INVALID;
        };
    }

    private static String hint(int status) {
        return switch (status) {
            case 401 -> " (is the token right, and not expired?)";
            case 403 -> " (docs/digitalocean.md lists the scopes that the token needs)";
            default -> "";
        };
    }

    private static Failure failure(Failure.Kind kind, Failure.Effect effect, String what, IOException cause) {
        Failure failure = effect == Failure.Effect.NONE ? Failure.of(kind, what) : Failure.unknownEffect(kind, what);
        return failure.because(cause);
    }
}
