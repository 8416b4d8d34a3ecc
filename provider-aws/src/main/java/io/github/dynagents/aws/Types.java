package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 says of its types of instances. */
final class Types {
    private static final Duration KEPT = Duration.ofHours(6);

    private final Clients clients;
    private final Calls calls;
    private final Kept<String, InstanceTypeInfo> types;

    Types(Clients clients, Calls calls, InstantSource clock) {
        this.clients = clients;
        this.calls = calls;
        this.types = new Kept<>(clock, KEPT);
    }

    InstanceTypeInfo of(String type) throws Failure {
        return types.get(
                type,
                () -> calls
                        .ask(
                                "looking up type " + type,
                                () -> clients.ec2()
                                        .describeInstanceTypes(request -> request.instanceTypesWithStrings(type)))
                        .instanceTypes()
                        .stream()
                        .findFirst()
                        .orElseThrow(() ->
                                Failure.of(Failure.Kind.INVALID, "EC2 does not know the type " + type + " here")));
    }
}
