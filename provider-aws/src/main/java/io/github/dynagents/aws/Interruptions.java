package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** Which spot instances EC2 takes back, as its requests for spot instances show. */
final class Interruptions {
    /** From the notice to the end. */
    static final Duration NOTICE = Duration.ofMinutes(2);

    private final Clients clients;
    private final Calls calls;

    Interruptions(Clients clients, Calls calls) {
        this.clients = clients;
        this.calls = calls;
    }

    /** When each of them is taken, by the instance's id; asks nothing where there is no spot instance. */
    Map<String, Instant> of(Instances.Found found) throws Failure {
        Map<String, Instant> taken = new HashMap<>();
        List<Instance> spot = found.instances().stream()
                .filter(instance -> instance.instanceLifecycle() == InstanceLifecycleType.SPOT)
                .toList();
        if (spot.isEmpty()) {
            return taken;
        }
        for (SpotInstanceRequest request : marked()) {
            Optional.ofNullable(request.instanceId())
                    .ifPresent(id -> taken.put(
                            id,
                            Optional.ofNullable(request.status())
                                    .flatMap(status -> Optional.ofNullable(status.updateTime()))
                                    .map(told -> told.plus(NOTICE))
                                    .orElse(found.asOf())));
        }
        for (Instance instance : spot) {
            boolean isTaken = Optional.ofNullable(instance.stateReason())
                    .map(StateReason::code)
                    .filter(code -> code.startsWith("Server.SpotInstance"))
                    .isPresent();
            if (isTaken) {
                taken.putIfAbsent(instance.instanceId(), found.asOf());
            }
        }
        return taken;
    }

    private List<SpotInstanceRequest> marked() throws Failure {
        return calls.ask(
                "looking for interruptions of spot instances",
                () -> clients
                        .ec2()
                        .describeSpotInstanceRequestsPaginator(request -> request.filters(Filter.builder()
                                .name("status-code")
                                .values("marked-for-termination", "marked-for-stop", "marked-for-hibernation")
                                .build()))
                        .spotInstanceRequests()
                        .stream()
                        .toList());
    }
}
