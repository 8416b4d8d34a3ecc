package io.github.dynagents.gcp;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.github.dynagents.testkit.tck.RawFault;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/** What goes wrong at Google's gRPC services. */
final class GrpcFaults {
    private GrpcFaults() {}

    /** Answers rightly, or plays a fault. What is refused rightly is refused, whatever the fault. */
    static <T> void play(Optional<RawFault> fault, StreamObserver<T> answer, Supplier<T> right) {
        try {
            boolean takesEffect = fault.map(RawFault::isAfterEffect).orElse(true);
            Optional<T> value = takesEffect ? Optional.of(right.get()) : Optional.empty();
            if (fault.isPresent()) {
                raw(fault.get()).ifPresent(answer::onError);
            } else {
                answer.onNext(value.orElseThrow());
                answer.onCompleted();
            }
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        }
    }

    /** What it is on the wire; empty if nothing ever comes. */
    private static Optional<StatusRuntimeException> raw(RawFault fault) {
        return switch (fault) {
            case TIMEOUT_BEFORE, TIMEOUT_AFTER -> Optional.empty();
            case RESET_BEFORE, RESET_AFTER -> status(Status.UNAVAILABLE, "io exception: Connection reset by peer");
            case UNAUTHORIZED -> status(Status.UNAUTHENTICATED, "Request had invalid authentication credentials.");
            case FORBIDDEN ->
                status(
                        Status.PERMISSION_DENIED,
                        "Required \"container.clusters.update\" permission(s) for the cluster.");
            case NOT_FOUND ->
                status(Status.NOT_FOUND, "Not found: projects/acme-ci/locations/europe-west1/clusters/ci.");
            case CONFLICT -> status(Status.ABORTED, "The request conflicts with another that is going on.");
            case UNPROCESSABLE -> status(Status.INVALID_ARGUMENT, "Invalid value for field \"node_pool\".");
            case THROTTLED -> status(Status.RESOURCE_EXHAUSTED, throttled());
            case THROTTLED_FOR_SEVEN_SECONDS ->
                Optional.of(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                        .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                        .setMessage(throttled())
                        .addDetails(Any.pack(RetryInfo.newBuilder()
                                .setRetryDelay(Duration.newBuilder().setSeconds(7))
                                .build()))
                        .build()));
            case SERVER_ERROR_BEFORE, SERVER_ERROR_AFTER -> status(Status.INTERNAL, "Internal error encountered.");
            case HALF_ANSWER -> status(Status.DATA_LOSS, "half an answer");
            case WRONG_ANSWER ->
                status(Status.UNKNOWN, "HTTP status code 200\ninvalid content-type: text/html\n<html>proxy</html>");
            case NO_CAPACITY ->
                status(
                        Status.RESOURCE_EXHAUSTED,
                        FakePool.STOCKOUT.formatted(FakeGke.PROJECT, FakeGke.ZONES.getFirst()));
            case QUOTA ->
                status(
                        Status.PERMISSION_DENIED,
                        "Insufficient regional quota to satisfy request: resource \"CPUS\": request requires '4.0' and is"
                                + " short '4.0'. project has a quota of '24.0' with '0.0' available.");
        };
    }

    private static String throttled() {
        return "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute' of service"
                + " 'container.googleapis.com' for consumer 'project_number:1'.";
    }

    private static Optional<StatusRuntimeException> status(Status status, String message) {
        return Optional.of(status.withDescription(message).asRuntimeException());
    }
}
